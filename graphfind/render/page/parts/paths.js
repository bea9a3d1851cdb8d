// The drawing of paths: who stands where at each stage, which ties there are, and what of it is lit.
const paths = (() => {
  const people = rows(island.people);
  const ties = rows(island.ties);
  const between = new Map(ties.map((tie, at) => [`${tie.from} ${tie.to}`, at]));
  const tie = (a, b) => between.get(`${a} ${b}`) ?? between.get(`${b} ${a}`);
  const cut = (text) => ([...text].length > 60 ? `${[...text].slice(0, 60).join("")}…` : text);
  const plain = (text) =>
    text
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
      .replace(/(?![\u200c\u200d])\p{Cf}/gu, "")
      .trim();
  for (const person of people) {
    const [organization, company] = island.organizations[person.at] ?? ["", -1];
    Object.assign(person, { organization, company, label: cut(plain(person.name)) || "no name" });
    person.job = cut(plain([person.title, organization].filter(Boolean).join(" · ")));
  }

  // Every introduction with its alternatives, each a path with the id of the JSON.
  const lookUp = ([values, at]) => at.map((place) => values[place]);
  const levels = lookUp(island.levels);
  const items = all("#entries > li");
  const found = island.paths.map(([best, ...others], rank) => {
    const path = (id, [probability, low, high, ...who]) => ({
      id,
      rank,
      probability,
      low,
      high,
      people: who,
      ties: who.slice(1).map((next, at) => tie(who[at], next)),
    });
    return {
      ...path(items[rank].id, best),
      others: others.map(([id, ...rest]) => path(id, rest)),
      level: levels[rank],
      company: people[last(best)].company,
    };
  });
  const weakest = (path) =>
    path.ties.length < 2 ? -1 : path.ties.reduce((low, at) => (ties[at].strength < ties[low].strength ? at : low));
  for (const path of found.flatMap((best) => [best, ...best.others])) path.weakest = weakest(path);

  const { pitch } = island;
  const half = boxes.width / 2;
  const line = (at) => 0.75 + 3 * ties[at].strength;

  // A stage is laid out when it is first shown.
  const lay = (stage) => {
    const columns = [...stage.columns].map(Number);
    const places = columns.map((column, at) => ({ x: column * pitch, y: stage.y[at], column }));
    const strokes = stage.lanes.map((lanes, at) => {
      const [a, b] = [ties[at].from, ties[at].to].sort((one, other) => columns[one] - columns[other]);
      const [from, to] = [places[a], places[b]];
      if (from.column === to.column) {
        const x = from.x + half;
        return `M${x} ${from.y}C${x + 30} ${from.y} ${x + 30} ${to.y} ${x} ${to.y}`;
      }
      const passed = to.column - from.column > 1 ? [].concat(lanes) : [];
      let d = `M${from.x + half} ${from.y}`;
      let [x, y] = [from.x + half, from.y];
      const bend = (nextX, nextY) => {
        const middle = (x + nextX) / 2;
        d += `C${middle} ${y} ${middle} ${nextY} ${nextX} ${nextY}`;
        [x, y] = [nextX, nextY];
      };
      passed.forEach((lane, step) => {
        const middle = (from.column + 1 + step) * pitch;
        bend(middle - half, lane);
        d += `L${middle + half} ${lane}`;
        x = middle + half;
      });
      bend(to.x - half, to.y);
      return d;
    });
    const headings = [...island.headings.slice(0, -1).slice(0, stage.width - 1), last(island.headings)];
    return {
      lanes: stage.lanes,
      places,
      strokes,
      headings: headings.map((text, column) => ({ text, x: column * pitch })),
    };
  };
  const ready = new Map();
  const stageOf = (many) => {
    const stage = island.stages.find(({ upto }) => upto >= many) ?? last(island.stages);
    if (!stage) return undefined;
    if (!ready.has(stage)) ready.set(stage, lay(stage));
    return ready.get(stage);
  };

  const scene = { stage: stageOf(0), shown: [], told: undefined, colour: "company", scale: 1 };
  let members = new Set();
  let chances = new Map();
  let batched = [];
  const starts = new Set(found.map((path) => path.people[0]));
  const targets = new Set(found.map((path) => last(path.people)));

  // Show these introductions, on the smallest stage that holds them.
  scene.show = (shown) => {
    scene.shown = shown;
    const many = Math.max(0, ...shown.map((path) => path.rank + 1));
    scene.stage = stageOf(many);
    members = new Set(shown.flatMap((path) => path.people));
    chances = new Map([...shown].reverse().map((path) => [last(path.people), path]));
    const batches = new Map();
    for (const at of new Set(shown.flatMap((path) => path.ties))) {
      const width = Math.round(2 * line(at)) / 2;
      const key = `${width} ${ties[at].inferred}`;
      if (!batches.has(key))
        batches.set(key, { line: width, dashes: ties[at].inferred ? [6, 5] : undefined, lines: [] });
      const ys = [ties[at].from, ties[at].to].map((id) => scene.stage.places[id].y).concat(scene.stage.lanes[at]);
      const d = scene.stage.strokes[at];
      batches.get(key).lines.push({ d, ready: new Path2D(d), top: Math.min(...ys), bottom: Math.max(...ys) });
    }
    batched = [...batches.values()].map(({ lines, ...style }) => {
      const d = lines.map((one) => one.d).join("");
      return { ...style, lines, d, ready: new Path2D(d) };
    });
  };
  scene.nodes = () => [...members].map((id) => ({ id, ...scene.stage.places[id] }));
  scene.size = (id) => ({ width: boxes.width, height: boxes.height(people[id]) });

  // Those who are drawn only while the introduction that passes them is told of.
  scene.extras = () => {
    const ways = scene.told ? [found[scene.told.rank], ...found[scene.told.rank].others] : [];
    return [...new Set(ways.flatMap((path) => path.people))].filter((id) => !members.has(id));
  };
  const bounds = (some, margin) => {
    const [tops, bottoms] = [-1, 1].map((side) =>
      some.map((id) => scene.stage.places[id].y + side * (boxes.height(people[id]) / 2 + margin)),
    );
    const xs = scene.stage.headings.map(({ x }) => x);
    return {
      left: Math.min(...xs) - half,
      right: Math.max(...xs) + half + 60,
      top: Math.min(...tops),
      bottom: Math.max(...bottoms),
    };
  };
  scene.frame = () => bounds([...members], 20);
  scene.reach = () => bounds((scene.told ?? scene.shown[0]).people, 24);
  scene.middle = () => scene.stage.places[scene.shown[0].people[0]].y;

  const mark = (id) => {
    if (scene.colour === "hop") {
      const { column } = scene.stage.places[id];
      return { fill: palette[`m${column % 8}`], letter: String(column) };
    }
    const company = people[id].company;
    if (scene.colour !== "company" || !island.letters.length) return undefined;
    return company >= 0 && company < island.letters.length
      ? { fill: palette[`m${company}`], letter: island.letters[company] }
      : { letter: "" };
  };

  // From afar all lines are drawn at once, and none dashed, which takes long; from near only those in view.
  scene.under = (pen) => {
    const alpha = scene.told ? 0.35 : 1;
    const { seen, scale } = scene;
    for (const { lines, d, ready, dashes, ...style } of batched) {
      const all = { stroke: palette.tie, alpha, dashes: scale < 0.3 ? undefined : dashes, ...style };
      if (pen.plain) pen.path({ d, ...all });
      else if (!seen || scale < 0.3) pen.path({ d: ready, ...all });
      else
        for (const one of lines) if (one.top < seen.bottom && one.bottom > seen.top) pen.path({ d: one.ready, ...all });
    }
  };
  scene.node = (pen, id) => {
    const lit = scene.told?.people.includes(id);
    boxes.draw(pen, people[id], scene.stage.places[id], {
      lit,
      dim: scene.told && !lit,
      me: starts.has(id),
      target: targets.has(id),
      end: scene.told && last(scene.told.people) === id,
      scale: scene.scale,
      mark: starts.has(id) ? undefined : mark(id),
    });
    const best = chances.get(id);
    if (best && scene.scale > 0.15) {
      const { x, y } = scene.stage.places[id];
      const path = lit ? scene.told : best;
      const size = boxes.sizeAt(12, scene.scale);
      pen.text({
        x: x + half + size / 2,
        y,
        text: percent(path.probability),
        fill: scene.told && !lit ? palette.dim : palette.ink,
        size,
        weight: boxes.weight,
        halo: palette.ground,
      });
    }
  };
  scene.over = (pen) => {
    const { told, stage } = scene;
    if (!told) return;
    const best = found[told.rank];
    for (const at of new Set([best, ...best.others].flatMap((path) => path.ties))) {
      if (!told.ties.includes(at))
        pen.path({
          d: stage.strokes[at],
          stroke: palette.accent,
          line: 1.25,
          dashes: ties[at].inferred ? [6, 5] : undefined,
          alpha: 0.6,
        });
    }
    for (const at of told.ties) {
      pen.path({
        d: stage.strokes[at],
        stroke: at === told.weakest ? palette.weak : palette.accent,
        line: 1.5 + line(at),
        dashes: ties[at].inferred ? [7, 5] : undefined,
      });
    }
    for (const id of scene.extras()) scene.node(pen, id);
    for (const at of told.ties) {
      const [a, b] = [stage.places[ties[at].from], stage.places[ties[at].to]];
      const [from, to] = a.column <= b.column ? [a, b] : [b, a];
      const lane = to.column - from.column > 1 ? [].concat(stage.lanes[at])[0] : to.y;
      const weak = at === told.weakest;
      const text = `${weak ? (scene.scale < 0.75 ? "▾ " : "weakest ") : ""}${percent(ties[at].strength)}`;
      const [x, y] =
        from.column === to.column
          ? [from.x + half + 24, (from.y + to.y) / 2]
          : [from.x + pitch / 2, (from.y + lane) / 2];
      boxes.pill(pen, { x, y }, text, weak ? palette.weak : palette.accent, scene.scale);
    }
  };
  return { people, ties, found, items, lookUp, scene };
})();
const { scene } = paths;
