// Out: the drawing as a picture of twice its size or as SVG, the list as CSV or on paper.
const saving = (() => {
  const margin = 24;
  const head = 40;
  const most = 16000;
  const name =
    document.title
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60) || "graphfind";

  const save = (blob, ending) => {
    const link = make("a", { href: URL.createObjectURL(blob), download: `${name}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(`Saved ${link.download}`);
  };

  // All that is shown, and those whom only the told path's alternatives pass.
  const frame = () => {
    const { left, right, top, bottom } = scene.frame();
    const ys = scene
      .extras()
      .flatMap((id) => [-1, 1].map((side) => scene.stage.places[id].y + side * scene.size(id).height));
    return { left, right, top: Math.min(top, ...ys), bottom: Math.max(bottom, ...ys) };
  };
  const draw = (pen, { top }) => {
    scene.scale = 1;
    scene.seen = undefined;
    for (const { text, x } of scene.stage?.headings ?? []) {
      pen.text({ x, y: top - head / 2, text, fill: palette.ink, align: "center", size: 13, weight: 650 });
    }
    scene.under(pen);
    const extras = new Set(scene.extras());
    for (const { id } of scene.nodes()) if (!extras.has(id)) scene.node(pen, id);
    scene.over(pen);
    view.redraw();
  };

  const size = () => {
    const box = frame();
    return {
      box,
      x: box.left - margin,
      y: box.top - head - margin,
      width: box.right - box.left + 2 * margin,
      height: box.bottom - box.top + head + 2 * margin,
    };
  };
  const picture = async () => {
    const { box, x, y, width, height } = size();
    const scale = Math.min(2, most / width, most / height);
    const canvas = make("canvas", { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, width, height);
    context.translate(-x, -y);
    draw(pens.canvas(context), box);
    return new Promise((done) => {
      canvas.toBlob(done, "image/png");
    });
  };
  const drawing = () => {
    const { box, x, y, width, height } = size();
    const root = pens.element("svg", { width, height, viewBox: `${x} ${y} ${width} ${height}`, role: "img" });
    root.append(pens.element("title", {}, document.title.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")));
    const pen = { ...pens.svg(root), plain: true };
    pen.rect({ x, y, width, height, fill: palette.ground });
    draw(pen, box);
    return new Blob([new XMLSerializer().serializeToString(root)], { type: "image/svg+xml" });
  };
  // A cell that no spreadsheet runs, as `find --csv` writes it.
  const cell = (value) => {
    const text = String(value).replace(/\0/g, "");
    const safe = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const table = (lines) =>
    new Blob(["\ufeff", lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")], { type: "text/csv" });

  const print = () => {
    const closed = all("#entries > li:not([hidden]) > details:not([open])");
    for (const details of closed) details.open = true;
    const back = () => {
      for (const details of closed) details.open = false;
    };
    addEventListener("afterprint", back, { once: true });
    window.print();
  };
  const start = (lines) => {
    const menu = one("#export");
    const saves = {
      png: async () => save(await picture(), "png"),
      svg: () => save(drawing(), "svg"),
      csv: () => save(table(lines()), "csv"),
      print,
    };
    menu?.addEventListener("click", (event) => {
      const what = event.target.dataset?.save;
      if (!what) return;
      menu.open = false;
      saves[what]();
    });
    menu?.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      one("summary", menu).focus();
    });
    addEventListener("pointerdown", (event) => {
      if (menu && !menu.contains(event.target)) menu.open = false;
    });
  };
  return { start };
})();
