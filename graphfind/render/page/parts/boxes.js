// A person's box, drawn with any pen; from afar it holds the name alone, as large as there is room.
const boxes = (() => {
  const {
    width,
    band,
    padding,
    sizes: [large, small],
    rows: [tall, low],
  } = island.box;
  const weight = 650;
  const afar = 0.75;
  const legible = 11;
  const room = width - 2 * padding;

  const height = (person) => 2 * padding + Math.floor(person.rows / 10) * tall + (person.rows % 10) * low;
  // The size that is read as so many pixels at this scale.
  const sizeAt = (pixels, scale) => (scale < afar ? Math.min(pixels / scale, 2.2 * pixels) : pixels);

  // `look` says whether the box is lit, dimmed, me or a target, what marks it, and the scale it is seen at.
  const draw = (pen, person, { x, y }, { lit, dim, me, target, end, mark, scale }) => {
    const tallness = height(person);
    const [left, top] = [x - width / 2, y - tallness / 2];
    const full = me ? palette.ink : end ? palette.accent : "";
    const edge = full || (lit ? palette.accent : target ? palette.tie : palette.line);
    const fill = dim ? palette.ground : full || (lit ? palette.tint : palette.card);
    pen.rect({
      x: left,
      y: top,
      width,
      height: tallness,
      round: 6,
      fill,
      stroke: dim ? palette.line : edge,
      line: lit ? 2 : 1,
    });
    if (scale < 0.15) return;
    const ink = dim ? palette.dim : full ? palette.paper : palette.ink;
    const near = scale >= afar;
    const start = left + padding + (mark ? (near ? band + 2 : 6) : 0);
    const space = room - (start - left - padding);
    let lines;
    if (near) {
      const jobs = person.rows % 10 ? pens.wrap(person.job, { size: small }, space, person.rows % 10) : [];
      lines = [
        ...pens
          .wrap(person.label, { size: large, weight }, space, Math.floor(person.rows / 10))
          .map((text) => ({ text, size: large, weight, row: tall, fill: ink })),
        ...jobs.map((text) => ({
          text,
          size: small,
          row: low,
          fill: dim ? palette.dim : full ? palette.paper : palette.soft,
        })),
      ];
    } else {
      const most = sizeAt(legible, scale);
      const words = person.label.split(/[\s-]+/).filter((word) => word.length <= 16);
      const longest = Math.max(1, ...words.map((word) => pens.width(word, { size: most, weight })));
      const size = most * clamp(space / longest, 0.75, 1);
      lines = pens
        .wrap(person.label, { size, weight }, space, Math.max(1, Math.floor((tallness - 4) / (1.15 * size))))
        .map((text) => ({ text, size, weight, row: 1.15 * size, fill: ink }));
    }
    let at = y - lines.reduce((sum, { row }) => sum + row, 0) / 2;
    if (near && mark?.fill) {
      const side = band - 2;
      const place = { x: left + padding, y: at + (tall - side) / 2, width: side, height: side, round: 3 };
      pen.rect({ ...place, ...(dim ? { stroke: palette.line } : { fill: mark.fill }) });
      const text = { text: mark.letter, fill: dim ? palette.dim : palette.on, align: "center", size: small, weight };
      pen.text({ x: place.x + side / 2, y: at + tall / 2, ...text });
    } else if (near && mark) {
      pen.disc({ x: left + padding + band / 2, y: at + tall / 2, radius: 3, fill: dim ? palette.line : palette.tie });
    } else if (mark?.fill) {
      pen.rect({
        x: left + 3,
        y: top + 3,
        width: 6,
        height: tallness - 6,
        round: 3,
        fill: dim ? palette.line : mark.fill,
      });
    }
    for (const { row, ...line } of lines) {
      pen.text({ x: start, y: at + row / 2, ...line });
      at += row;
    }
  };

  // A figure on a line.
  const pill = (pen, { x, y }, text, colour, scale) => {
    const size = sizeAt(legible, scale);
    const [wide, high] = [pens.width(text, { size, weight }) + size, 1.6 * size];
    pen.rect({
      x: x - wide / 2,
      y: y - high / 2,
      width: wide,
      height: high,
      round: high / 2,
      fill: palette.paper,
      stroke: colour,
    });
    pen.text({ x, y, text, fill: colour, align: "center", size, weight });
  };
  return { width, height, draw, pill, sizeAt, weight };
})();
