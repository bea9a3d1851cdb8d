// The drawing of a whole network: knots, the lines between them, and what is lit of it.
const knots = (() => {
  const people = rows(island.people);
  const ties = rows(island.ties);
  const plain = (text) =>
    text
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
      .replace(/(?![\u200c\u200d])\p{Cf}/gu, "")
      .trim();
  const around = people.map(() => []);
  ties.forEach(({ from, to }, at) => {
    around[from].push(at);
    around[to].push(at);
  });
  people.forEach((person) => {
    person.label = [...plain(person.name)].slice(0, 60).join("") || "no name";
    person.font = Math.round(Math.max(11, 4 * Math.sqrt(person.led), island.aggregated ? 0.45 * person.size : 0));
  });
  const scene = { told: undefined, scale: 1, whole: true };
  const batches = new Map();
  for (const { from, to, strength, inferred } of ties) {
    const line = Math.round(4 * (0.5 + 2 * strength)) / 4;
    const key = `${line} ${inferred}`;
    if (!batches.has(key)) batches.set(key, { line, dashes: inferred ? [6, 5] : undefined, d: [] });
    batches.get(key).d.push(`M${people[from].x} ${people[from].y}L${people[to].x} ${people[to].y}`);
  }
  const strokes = [...batches.values()].map(({ d, ...style }) => ({
    ...style,
    d: d.join(""),
    ready: new Path2D(d.join("")),
  }));
  const faint = clamp(1200 / Math.max(1, ties.length), 0.2, 0.6);

  scene.nodes = () => people.map(({ x, y }, id) => ({ id, x, y }));
  scene.size = (id) => ({ width: 2 * people[id].size, height: 2 * people[id].size });
  scene.extras = () => [];
  const bounds = (some) => {
    const [xs, ys] = [some.map(({ x }) => x), some.map(({ y }) => y)];
    const [low, high] = [
      (values) => values.reduce((a, b) => Math.min(a, b)),
      (values) => values.reduce((a, b) => Math.max(a, b)),
    ];
    return { left: low(xs) - 70, right: high(xs) + 70, top: low(ys) - 60, bottom: high(ys) + 60 };
  };
  const whole = people.length ? bounds(people) : undefined;
  scene.frame = () => whole;
  scene.reach = () =>
    scene.told === undefined ? whole : bounds([people[scene.told], ...scene.near().map((id) => people[id])]);
  scene.near = () => around[scene.told].map((at) => (ties[at].from === scene.told ? ties[at].to : ties[at].from));
  let lit = new Set();
  const leaders = new Set(island.leaders);
  let named = new Set();
  const most = 12;
  scene.light = (id) => {
    scene.told = id;
    const warmest =
      id === undefined ? [] : [...around[id]].sort((a, b) => ties[b].strength - ties[a].strength).slice(0, most);
    named = new Set([id, ...warmest.flatMap((at) => [ties[at].from, ties[at].to])]);
    lit = id === undefined ? new Set() : new Set([id, ...scene.near()]);
  };

  scene.under = (pen) => {
    const thick = 1 / clamp(2 * scene.scale, 0.2, 1);
    for (const { ready, d, line, dashes } of strokes) {
      const style = {
        stroke: palette.tie,
        alpha: lit.size ? faint / 3 : faint,
        line: thick * line,
        dashes: scene.scale < 0.3 ? undefined : dashes,
      };
      pen.path({ d: pen.plain ? d : ready, ...style });
    }
  };
  scene.node = (pen, id) => {
    const { x, y, size, me, label, font, hue } = people[id];
    const dim = lit.size && !lit.has(id);
    const fill = dim
      ? palette.line
      : id === scene.told
        ? palette.accent
        : me
          ? palette.ink
          : hue < 0
            ? palette.tie
            : palette[`m${hue}`];
    const radius = lit.has(id) ? Math.max(size, 4 / scene.scale) : size;
    pen.disc({ x, y, radius, fill, stroke: palette.ground });
    const big = named.has(id) || leaders.has(id) ? Math.max(font, 12 / scene.scale) : font;
    if (big * scene.scale < 7) return;
    const bold = font > 11 || id === scene.told || leaders.has(id);
    pen.text({
      x,
      y: y + radius + 0.8 * big,
      text: label,
      fill: dim ? palette.dim : palette.ink,
      halo: palette.ground,
      align: "center",
      size: big,
      weight: bold ? 650 : 400,
    });
  };
  scene.over = (pen) => {
    for (const id of leaders) scene.node(pen, id);
    if (!lit.size) return;
    for (const at of around[scene.told]) {
      const { from, to, strength, inferred } = ties[at];
      pen.path({
        d: `M${people[from].x} ${people[from].y}L${people[to].x} ${people[to].y}`,
        stroke: palette.accent,
        line: (1 + 2.5 * strength) / clamp(scene.scale, 0.1, 1),
        dashes: inferred ? [7, 5] : undefined,
      });
    }
    for (const id of lit) scene.node(pen, id);
  };
  return { people, ties, around, scene };
})();
const { scene } = knots;
