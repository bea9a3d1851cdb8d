// The drawing on the screen: vis-network keeps the view and says who is pointed at, the scene's pens draw.
const view = (() => {
  const room = one("#canvas");
  const columns = one("#columns");
  const heard = { hover: () => {}, click: () => {} };
  let network, data;
  let waiting = false;
  const least = 0.4;
  const readable = 0.6;

  const options = {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, selectable: false, dragNodes: false, keyboard: false, zoomSpeed: 0.6 },
    nodes: {
      shape: "custom",
      chosen: false,
      ctxRenderer: ({ ctx, id }) => ({
        drawNode: () => scene.node(pens.canvas(ctx), id),
        nodeDimensions: scene.size(id),
      }),
    },
  };
  const vises = () => scene.nodes().map(({ id, x, y }) => ({ id, x, y }));

  const headings = () => {
    if (!scene.stage) return;
    const { headings: texts } = scene.stage;
    while (columns.children.length > texts.length) columns.lastChild.remove();
    while (columns.children.length < texts.length) columns.append(make("span"));
    texts.forEach(({ text, x }, at) => {
      const span = columns.children[at];
      if (span.textContent !== text) span.textContent = text;
      span.style.left = `${network.canvasToDOM({ x, y: 0 }).x}px`;
    });
  };

  // Nothing is larger than life; all columns are in view.
  const move = ({ left, right, top, bottom }) => {
    const scale = Math.min(1, room.clientWidth / (right - left + 40), room.clientHeight / (bottom - top));
    const frame = scene.frame();
    const reach = room.clientHeight / 2 / scale;
    const [high, low] = [frame.top + reach, frame.bottom - reach];
    const y = high > low ? (frame.top + frame.bottom) / 2 : clamp((top + bottom) / 2, high, low);
    network.moveTo({ position: { x: (left + right) / 2, y }, scale, animation: false });
  };
  const empty = () => !network || !scene.nodes().length;
  const whole = () => {
    if (!empty()) move(scene.frame());
  };
  const home = () => {
    if (empty()) return;
    const frame = scene.frame();
    if (scene.whole || room.clientHeight / (frame.bottom - frame.top) >= least) move(frame);
    else
      move({
        ...frame,
        top: scene.middle() - room.clientHeight / 2 / readable,
        bottom: scene.middle() + room.clientHeight / 2 / readable,
      });
  };
  const inView = ({ left, right, top, bottom }) => {
    const first = network.DOMtoCanvas({ x: 0, y: 0 });
    const last = network.DOMtoCanvas({ x: room.clientWidth, y: room.clientHeight });
    return first.x < left && right < last.x && first.y < top + 30 && bottom - 30 < last.y;
  };
  const follow = () => {
    if (!empty() && !inView(scene.reach())) move(scene.reach());
  };
  const zoom = (factor, at = { x: room.clientWidth / 2, y: room.clientHeight / 2 }) => {
    const before = network.DOMtoCanvas(at);
    const scale = clamp(network.getScale() * factor, 0.02, 3);
    const middle = network.getViewPosition();
    const ratio = network.getScale() / scale;
    const position = { x: before.x + (middle.x - before.x) * ratio, y: before.y + (middle.y - before.y) * ratio };
    network.moveTo({ position, scale, animation: false });
  };

  const extraAt = ({ x, y }) =>
    scene.extras().find((id) => {
      const place = scene.stage.places[id];
      const { width, height } = scene.size(id);
      return Math.abs(place.x - x) <= width / 2 && Math.abs(place.y - y) <= height / 2;
    });
  const whoAt = (pointer) => extraAt(pointer.canvas) ?? network.getNodeAt(pointer.DOM);

  const start = () => {
    if (network || !room.clientWidth) return;
    data = new vis.DataSet(vises());
    network = new vis.Network(room, { nodes: data, edges: new vis.DataSet() }, options);
    room.firstElementChild.tabIndex = -1;
    network.on("beforeDrawing", (context) => {
      scene.scale = network.getScale();
      scene.seen = {
        top: network.DOMtoCanvas({ x: 0, y: 0 }).y,
        bottom: network.DOMtoCanvas({ x: 0, y: room.clientHeight }).y,
      };
      scene.under(pens.canvas(context));
    });
    network.on("afterDrawing", (context) => {
      scene.over(pens.canvas(context));
      headings();
    });
    network.on("hoverNode", ({ node }) => {
      room.style.cursor = "pointer";
      heard.hover(node);
    });
    network.on("blurNode", () => {
      room.style.cursor = "";
      heard.hover(undefined);
    });
    network.on("click", ({ pointer }) => heard.click(whoAt(pointer)));
    // A wheel moves the drawing like any page; with Ctrl, or by pinching, it zooms.
    room.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        event.stopPropagation();
        const box = room.getBoundingClientRect();
        if (event.ctrlKey || event.metaKey) {
          zoom(Math.exp(-event.deltaY / 200), { x: event.clientX - box.x, y: event.clientY - box.y });
          return;
        }
        const { x, y } = network.getViewPosition();
        const step = (event.deltaMode ? 30 : 1) / network.getScale();
        network.moveTo({ position: { x: x + event.deltaX * step, y: y + event.deltaY * step }, animation: false });
      },
      { capture: true, passive: false },
    );
    home();
  };
  const redraw = () => {
    if (!network || waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      network.redraw();
    });
  };
  // Other people or places: what was drawn is drawn anew.
  const renew = () => {
    if (!network) return;
    data = new vis.DataSet(vises());
    network.setData({ nodes: data, edges: new vis.DataSet() });
    home();
  };

  one("#closer")?.addEventListener("click", () => zoom(1.3));
  one("#farther")?.addEventListener("click", () => zoom(1 / 1.3));
  one("#fit")?.addEventListener("click", whole);
  addEventListener("resize", start);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", () => {
      palette.read();
      redraw();
    });
  }
  return { start, redraw, renew, follow, heard, home };
})();
