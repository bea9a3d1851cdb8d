// Two pens with the same strokes, so that the screen, the picture and the drawing cannot differ.
const pens = (() => {
  const measure = document.createElement("canvas").getContext("2d");
  // What a reader takes for one character; older browsers know code points alone.
  const segmenter = Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const graphemes = (text) =>
    segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : Array.from(text);
  const font = ({ size, weight = 400 }) => `${weight} ${size}px ${palette.font}`;
  const rightwards = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  const known = new Map();

  // A text in at most so many rows of this width; words break only where they must.
  const wrap = (text, style, width, most) => {
    const key = `${text}\n${style.size} ${style.weight} ${width} ${most}`;
    if (known.has(key)) return known.get(key);
    measure.font = font(style);
    const fits = (row) => measure.measureText(row.trimEnd()).width <= width;
    const lines = [""];
    for (const word of text.split(/(?<=[\s-])/)) {
      if (fits(last(lines) + word)) {
        lines[lines.length - 1] += word;
        continue;
      }
      if (last(lines)) lines.push("");
      for (const segment of graphemes(word)) {
        if (!fits(last(lines) + segment)) lines.push("");
        lines[lines.length - 1] += segment;
      }
    }
    if (lines.length > most) {
      lines.length = most;
      let kept = graphemes(lines[most - 1].trimEnd());
      while (kept.length && !fits(`${kept.join("")}…`)) kept = kept.slice(0, -1);
      lines[most - 1] = `${kept.join("")}…`;
    }
    known.set(key, lines);
    return lines;
  };
  const width = (text, style) => {
    measure.font = font(style);
    return measure.measureText(text).width;
  };

  // A stroke's path as commands: M x y, L x y, C x y x y x y.
  const canvas = (context) => ({
    rect: ({ x, y, width, height, round = 0, fill, stroke, line = 1, alpha = 1 }) => {
      context.globalAlpha = alpha;
      context.beginPath();
      context.roundRect(x, y, width, height, round);
      if (fill) {
        context.fillStyle = fill;
        context.fill();
      }
      if (stroke) {
        context.strokeStyle = stroke;
        context.lineWidth = line;
        context.stroke();
      }
      context.globalAlpha = 1;
    },
    disc: ({ x, y, radius, fill, stroke, alpha = 1 }) => {
      context.globalAlpha = alpha;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = fill;
      context.fill();
      if (stroke) {
        context.strokeStyle = stroke;
        context.lineWidth = 1.5;
        context.stroke();
      }
      context.globalAlpha = 1;
    },
    text: ({ x, y, text, fill, halo, align = "left", alpha = 1, ...style }) => {
      context.globalAlpha = alpha;
      context.font = font(style);
      context.textAlign = align;
      context.direction = rightwards.test(text) ? "rtl" : "ltr";
      context.textBaseline = "middle";
      if (halo) {
        context.strokeStyle = halo;
        context.lineWidth = 4;
        context.lineJoin = "round";
        context.strokeText(text, x, y);
      }
      context.fillStyle = fill;
      context.fillText(text, x, y);
      context.globalAlpha = 1;
    },
    path: ({ d, stroke, line, dashes, alpha = 1 }) => {
      context.globalAlpha = alpha;
      context.strokeStyle = stroke;
      context.lineWidth = line;
      context.lineCap = dashes ? "butt" : "round";
      context.setLineDash(dashes ?? []);
      context.stroke(d instanceof Path2D ? d : new Path2D(d));
      context.setLineDash([]);
      context.globalAlpha = 1;
    },
  });

  const space = "http://www.w3.org/2000/svg";
  const element = (name, attributes, text) => {
    const made = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes))
      if (value !== undefined && value !== "") made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const svg = (root) => {
    const faint = (alpha) => (alpha === 1 ? undefined : alpha);
    return {
      rect: ({ x, y, width, height, round = 0, fill = "none", stroke, line = 1, alpha = 1 }) =>
        root.append(
          element("rect", {
            x,
            y,
            width,
            height,
            rx: round,
            fill,
            stroke,
            "stroke-width": stroke && line,
            opacity: faint(alpha),
          }),
        ),
      disc: ({ x, y, radius, fill, stroke, alpha = 1 }) =>
        root.append(
          element("circle", {
            cx: x,
            cy: y,
            r: radius,
            fill,
            stroke,
            opacity: faint(alpha),
          }),
        ),
      text: ({ x, y, text, fill, halo, align = "left", alpha = 1, size, weight = 400 }) =>
        root.append(
          element(
            "text",
            {
              x,
              y,
              fill,
              "font-size": size,
              "font-weight": weight,
              "font-family": palette.font,
              "dominant-baseline": "central",
              "text-anchor": align === "center" ? "middle" : rightwards.test(text) ? "end" : "start",
              direction: rightwards.test(text) ? "rtl" : undefined,
              opacity: faint(alpha),
              ...(halo && { stroke: halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }),
            },
            text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ""),
          ),
        ),
      path: ({ d, stroke, line, dashes, alpha = 1 }) =>
        root.append(
          element("path", {
            d,
            stroke,
            fill: "none",
            "stroke-width": line,
            "stroke-dasharray": dashes?.join(" "),
            "stroke-linecap": dashes ? undefined : "round",
            opacity: faint(alpha),
          }),
        ),
    };
  };
  return { wrap, width, canvas, svg, element, forget: () => known.clear() };
})();
