// What to write to whoever is asked, and a button that copies it.
const letters = (() => {
  const { role, at } = island.asked;
  const job = ({ title, organization }) => [title, organization].filter(Boolean).join(" at ");
  const who = (person) => [person.name, job(person)].filter(Boolean).join(", ");
  const wish = role ? `I am looking for work as ${role}${at ? ` at ${at}` : ""}` : `I would like to work at ${at}`;

  const letter = (path) => {
    const [first, ...rest] = path.people.slice(1).map((id) => paths.people[id]);
    const target = last(rest);
    const end = "A word is enough, and no is a fine answer. Thank you!";
    if (!target) {
      return `Hello ${first.name},\n\n${wish}, and you know that work as ${job(first) || "few others do"}. May I ask you about it, for a quarter of an hour, whenever it suits you?\n\nThank you!`;
    }
    if (rest.length === 1) {
      return `Hello ${first.name},\n\n${wish}. I believe you know ${who(target)}. Would you introduce me to ${target.name}?\n\n${end}`;
    }
    const [second] = rest;
    return `Hello ${first.name},\n\n${wish}, and hope to reach ${who(target)}. I believe you know ${who(second)}, who is closer to them. Would you introduce me to ${second.name}?\n\n${end}`;
  };
  const sentence = (path) => {
    const names = path.people.slice(1).map((id) => paths.people[id].name);
    return names.length === 1
      ? `Write to ${names[0]}: you know them.`
      : `Ask ${names[0]} to introduce you to ${names.slice(1).join(", who can introduce you to ")}.`;
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(make("textarea", { value: text, className: "aside" }));
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  // Put the sentence and the letter for a path into an entry's details.
  const put = (details, path) => {
    const ask = one(".ask", details);
    ask.textContent = sentence(path);
    const text = letter(path);
    const shown = one(".letter", details);
    if (shown) {
      shown.textContent = text;
      return;
    }
    const done = make("span", { className: "copied" });
    done.setAttribute("role", "status");
    const button = make("button", { type: "button", className: "copy", textContent: "Copy this text" });
    button.addEventListener("click", async () => {
      await copy(one(".letter", details).textContent);
      done.textContent = "Copied";
      setTimeout(() => {
        done.textContent = "";
      }, 4000);
    });
    ask.after(make("p", { className: "letter", textContent: text }), make("p", { className: "copying" }, button, done));
  };
  return { put, letter };
})();
