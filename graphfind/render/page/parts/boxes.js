// A person's box, drawn with any pen; from afar it holds the name alone, as large as there is room.
const boxes = (() => {
  const { width, band, padding, sizes: [large, small], rows: [tall, low] } = island.box;
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
    pen.rect({ x: left, y: top, width, height: tallness, round: 6, fill, stroke: dim ? palette.line : edge, line: lit ? 2 : 1 });
    if (scale < 0.15) return;
    const ink = dim ? palette.dim : full ? palette.paper : palette.ink;
    const side = band - 2;
    if (mark && scale >= afar) {
      pen.rect({ x: left + padding, y: top + padding + (tall - side) / 2, width: side, height: side, round: 3, fill: dim ? undefined : mark.fill, stroke: dim || !mark.fill ? palette.line : undefined });
      pen.text({ x: left + padding + side / 2, y: top + padding + tall / 2, text: mark.letter, fill: dim ? palette.dim : palette.on, align: "center", size: small, weight });
    } else if (mark?.fill) {
      pen.rect({ x: left + 3, y: top + 3, width: 6, height: tallness - 6, round: 3, fill: dim ? palette.line : mark.fill });
    }
    const start = left + padding + (mark ? (scale < afar ? 6 : band + 2) : 0);
    const space = room - (start - left - padding);
    let lines;
    if (scale < afar) {
      const most = sizeAt(legible, scale);
      const words = person.label.split(/[\s-]+/).filter((word) => word.length <= 16);
      const longest = Math.max(1, ...words.map((word) => pens.width(word, { size: most, weight })));
      const size = most * clamp(space / longest, 0.75, 1);
      lines = pens.wrap(person.label, { size, weight }, space, Math.max(1, Math.floor((tallness - 4) / (1.15 * size))))
        .map((text) => ({ text, size, weight, row: 1.15 * size, fill: ink }));
    } else {
      const jobs = person.rows % 10 ? pens.wrap(person.job, { size: small }, space, person.rows % 10) : [];
      lines = [
        ...pens.wrap(person.label, { size: large, weight }, space, Math.floor(person.rows / 10)).map((text) => ({ text, size: large, weight, row: tall, fill: ink })),
        ...jobs.map((text) => ({ text, size: small, row: low, fill: dim ? palette.dim : full ? palette.paper : palette.soft })),
      ];
    }
    let at = scale < afar ? y - lines.reduce((sum, { row }) => sum + row, 0) / 2 : top + padding;
    for (const { row, ...line } of lines) {
      pen.text({ x: start, y: at + row / 2, ...line });
      at += row;
    }
  };

  // A figure on a line.
  const pill = (pen, { x, y }, text, colour, scale) => {
    const size = sizeAt(legible, scale);
    const [wide, high] = [pens.width(text, { size, weight }) + size, 1.6 * size];
    pen.rect({ x: x - wide / 2, y: y - high / 2, width: wide, height: high, round: high / 2, fill: palette.paper, stroke: colour });
    pen.text({ x, y, text, fill: colour, align: "center", size, weight });
  };
  return { width, height, draw, pill, sizeAt, weight };
})();
