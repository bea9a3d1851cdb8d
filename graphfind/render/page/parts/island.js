// What the page was made of: the data island, the reader's palette, small helpers.
const island = JSON.parse(document.getElementById("island").textContent);

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Make an element; texts become text, never markup.
const make = (tag, options = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), options);
  element.append(...children);
  return element;
};

// Rows from a table that is kept by columns.
const rows = (table) => {
  const names = Object.keys(table);
  return names.length
    ? table[names[0]].map((_, at) => Object.fromEntries(names.map((name) => [name, table[name][at]])))
    : [];
};

const last = (list) => list[list.length - 1];
const percent = (share) => (share < 0.005 ? "<1%" : `${Math.round(100 * share)}%`);
const counted = (number, noun, many = `${noun}s`) => `${number.toLocaleString("en")} ${number === 1 ? noun : many}`;
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

// Colours as the reader's system has them, resolved so that a canvas and a file can use them.
const palette = (() => {
  const names = ["paper", "ground", "card", "ink", "soft", "line", "tie", "accent", "tint", "weak", "on", "dim"];
  const hues = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => `m${at}`);
  const colours = { font: "" };
  colours.read = () => {
    const probes = [...names, ...hues].map((name) => {
      const probe = make("i", { hidden: true });
      probe.style.color = `var(--${name})`;
      return [name, probe];
    });
    document.body.append(...probes.map(([, probe]) => probe));
    for (const [name, probe] of probes) colours[name] = getComputedStyle(probe).color;
    for (const [, probe] of probes) probe.remove();
    colours.font = getComputedStyle(document.body).fontFamily;
  };
  colours.read();
  return colours;
})();

// Say something to those who listen.
const say = (text) => {
  one("#told").textContent = text;
};

// Skipping to the list leaves the address, and what it keeps, as it is.
one(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  one("#list").focus();
});
