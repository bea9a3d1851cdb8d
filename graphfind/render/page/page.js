"use strict";
(() => {
  const island = JSON.parse(document.getElementById("island").textContent);
  const paths = new Map(Object.entries(island.paths));
  const room = document.getElementById("canvas");
  const pins = [...document.querySelectorAll("[data-id]")];
  const items = [...document.querySelectorAll(".items > li")];
  const search = document.getElementById("search");
  const palette = {};
  let network, edges, lit, pinned = "", previewed = "";

  // The drawing tells of one path: the one pointed at, the pinned one, or the best.
  const toldId = () => previewed || pinned || pins[0]?.dataset.id;
  const told = () => paths.get(toldId());
  const mark = () => {
    for (const button of pins) button.classList.toggle("lit", button.dataset.id === toldId());
    show();
  };

  const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const wrap = (ctx, text, most) => {
    const width = island.box.width - 2 * island.box.padding;
    const rows = [""];
    const fits = (more) => ctx.measureText((rows.at(-1) + more).trimEnd()).width <= width;
    for (const word of text.split(/(?<=\s)/)) {
      if (fits(word)) { rows[rows.length - 1] += word; continue; }
      if (rows.at(-1)) rows.push("");
      for (const { segment } of graphemes.segment(word)) {
        if (!fits(segment)) rows.push("");
        rows[rows.length - 1] += segment;
      }
    }
    if (rows.length > most) {
      rows.length = most;
      while (!fits("…")) rows[most - 1] = rows[most - 1].slice(0, -1);
      rows[most - 1] += "…";
    }
    return rows;
  };

  const texts = new Map();
  const text = (ctx, id) => {
    if (!texts.has(id)) {
      const { label, rows } = island.nodes[id];
      texts.set(id, label.split("\n").flatMap((part, at) => {
        const font = `${at ? "" : "600 "}${island.box.sizes[at]}px ${palette.font}`;
        ctx.font = font;
        return wrap(ctx, part, rows[at]).map((row) => ({ row, font, soft: at > 0, height: island.box.rows[at] }));
      }));
    }
    return texts.get(id);
  };

  const drawBox = ({ ctx, id, x, y }) => {
    const { width, padding } = island.box;
    const { group } = island.nodes[id];
    const rows = text(ctx, id);
    const height = 2 * padding + rows.reduce((sum, row) => sum + row.height, 0);
    const drawNode = () => {
      const on = lit?.people.includes(id);
      const full = group === "start" ? palette.ink : on && group === "target" ? palette.accent : "";
      ctx.fillStyle = full || (on ? palette.tint : palette.card);
      ctx.strokeStyle = full || (on ? palette.accent : palette.tie);
      ctx.lineWidth = on ? 2 : 1;
      ctx.beginPath();
      ctx.roundRect(x - width / 2, y - height / 2, width, height, 8);
      ctx.fill();
      ctx.stroke();
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      let top = y - height / 2 + padding;
      for (const row of rows) {
        ctx.font = row.font;
        ctx.fillStyle = full ? palette.paper : row.soft ? palette.soft : palette.ink;
        ctx.fillText(row.row, x - width / 2 + padding, top + row.height / 2);
        top += row.height;
      }
    };
    return { drawNode, nodeDimensions: { width, height } };
  };

  const opacity = paths.size ? 1 : Math.min(0.5, 1000 / island.edges.length);
  const plain = (edge) => ({ ...edge, color: { color: palette.tie, inherit: false, opacity } });
  const bright = (path) => path.hops.flatMap((hop, at) => hop.map((id, part) => {
    const weakest = at === path.weakest;
    const color = weakest ? palette.weak : palette.accent;
    return {
      ...island.edges[id.slice(1)], color: { color, inherit: false }, width: 4,
      label: part ? undefined : weakest ? `weakest, ${path.marks[at]}` : path.marks[at],
      font: { color, face: palette.font, size: 14, strokeWidth: 6, strokeColor: palette.paper },
    };
  }));

  // Only what changes is drawn anew, and last, so that it lies above the rest.
  const show = () => {
    if (!network || lit === told()) return;
    const redraw = (lines) => { edges.remove(lines); edges.add(lines); };
    if (lit) redraw(lit.hops.flat().map((id) => plain(island.edges[id.slice(1)])));
    lit = told();
    if (lit) redraw(bright(lit));
  };

  const paint = () => {
    const of = getComputedStyle(document.documentElement);
    for (const name of ["paper", "card", "ink", "soft", "tie", "accent", "tint", "weak"]) {
      palette[name] = of.getPropertyValue(`--${name}`).trim();
    }
    palette.font = getComputedStyle(document.body).fontFamily;
    const knot = (color) => ({ shape: "dot", borderWidth: 1, color: { background: color, border: palette.paper } });
    return {
      groups: { port: { shape: "dot", size: 0, borderWidth: 0 }, knot: knot(palette.accent), me: knot(palette.weak) },
      nodes: { font: { color: palette.ink, face: palette.font, strokeWidth: 3, strokeColor: palette.paper } },
    };
  };
  const repaint = () => {
    const options = paint();
    if (!network) return;
    network.setOptions(options);
    edges.update(island.edges.map(plain));
    lit = undefined;
    show();
  };

  // All columns are in view, and of their height all or what is told of; nothing is larger than life.
  const reach = () => {
    const ys = told().hops.flat().flatMap((id) => {
      const { from, to } = island.edges[id.slice(1)];
      return [island.nodes[from].y, island.nodes[to].y];
    });
    return [Math.min(...ys), Math.max(...ys)];
  };
  const view = (all) => {
    const [left, top, right, bottom] = island.frame;
    const [high, low] = all ? [top, bottom] : reach();
    const scale = Math.min(1, room.clientWidth / (right - left + 48), room.clientHeight / (low - high + 120));
    const half = Math.max(0, (bottom - top) / 2 + 60 - room.clientHeight / 2 / scale);
    const middle = (top + bottom) / 2;
    const y = Math.min(middle + half, Math.max(middle - half, (high + low) / 2));
    network.moveTo({ position: { x: (left + right) / 2, y }, scale, animation: false });
  };
  const inView = () => {
    const [left, , right] = island.frame;
    const [high, low] = reach();
    const first = network.DOMtoCanvas({ x: 0, y: 0 });
    const last = network.DOMtoCanvas({ x: room.clientWidth, y: room.clientHeight });
    return first.x < left && right < last.x && first.y < high && low < last.y;
  };

  const pin = (id) => {
    pinned = paths.has(id) ? id : "";
    for (const button of pins) button.setAttribute("aria-pressed", String(button.dataset.id === pinned));
    for (const item of items) {
      const details = item.querySelector("details");
      if (details) details.open = Boolean(item.querySelector('[aria-pressed="true"]'));
    }
    history.replaceState(null, "", pinned ? `#${pinned}` : location.href.split("#")[0]);
    mark();
    if (network && pinned && !inView()) view();
  };
  const preview = (id) => {
    previewed = id;
    mark();
  };

  const start = () => {
    if (network || !room.clientWidth) return;
    const { groups, nodes } = paint();
    // A person stands for the best path that ends there, or else passes there.
    const through = new Map();
    const ranked = pins.map((button) => [button.dataset.id, paths.get(button.dataset.id).people.slice(1)]);
    for (const [id, people] of ranked) if (!through.has(people.at(-1))) through.set(people.at(-1), id);
    for (const [id, people] of ranked) for (const one of people) if (!through.has(one)) through.set(one, id);
    const many = island.edges.length > 1500;
    edges = new vis.DataSet(island.edges.map(plain));
    network = new vis.Network(room, { nodes: new vis.DataSet(island.nodes), edges }, {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, selectable: false, dragNodes: false, keyboard: false, hideEdgesOnDrag: many },
      groups,
      nodes: { ...nodes, shape: "custom", ctxRenderer: drawBox, chosen: false },
      edges: { chosen: false, smooth: paths.size > 0 && { type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 } },
    });
    room.firstElementChild.tabIndex = -1;
    network.on("afterDrawing", () => {
      [...document.getElementById("columns").children].forEach((heading, at) => {
        heading.style.left = `${network.canvasToDOM({ x: island.columns[at].x, y: 0 }).x}px`;
      });
    });
    network.on("hoverNode", ({ node }) => {
      room.style.cursor = through.has(node) ? "pointer" : "";
      preview(through.get(node) ?? "");
    });
    network.on("blurNode", () => {
      room.style.cursor = "";
      preview("");
    });
    network.on("click", ({ pointer }) => {
      pin(through.get(network.getNodeAt(pointer.DOM)));
      pins.find((button) => button.dataset.id === pinned)?.scrollIntoView({ block: "nearest" });
    });
    show();
    view(!paths.size);
  };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) {
      const content = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => content.includes(word));
    }
    const shown = items.filter((item) => !item.hidden).length.toLocaleString("en");
    const all = items.length.toLocaleString("en");
    document.getElementById("count").textContent =
      words.length ? `${shown} of ${all} shown` : `${all} in all${pins.length > 1 ? ", the best first" : ""}`;
  };

  for (const button of pins) {
    button.addEventListener("click", () => pin(button.dataset.id === pinned ? "" : button.dataset.id));
    button.addEventListener("pointerenter", () => preview(button.dataset.id));
    button.addEventListener("pointerleave", () => preview(""));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target !== search) pin("");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const seen = pins.filter((button) => button.checkVisibility());
    const at = seen.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    seen[at + step]?.focus();
  });
  if (!items.length) return;
  document.getElementById("tools").hidden = false;
  document.getElementById("drawing").hidden = false;
  document.getElementById("fit").addEventListener("click", () => view(true));
  search.addEventListener("input", filter);
  addEventListener("hashchange", () => pin(location.hash.slice(1)));
  addEventListener("resize", start);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  filter();
  start();
  pin(location.hash.slice(1));
})();
