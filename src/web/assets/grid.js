
// A grid of hours beside the times of a week: a click takes an hour in or out, arrow keys go from hour to hour. The fields stay what
// counts, and what was typed is kept to the minute.
for (const group of document.querySelectorAll("[data-week]")) {
  const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const fields = names.map((name) => group.querySelector(`[name="${name}"]`));
  if (fields.some((field) => !field)) continue;
  const [first, last] = [7, 21];
  const minute = (clock) => { const [, h, m] = clock.match(/^(\d{1,2})(?:[:.](\d{1,2}))?$/) ?? []; return h === undefined ? NaN : h * 60 + +(m ?? 0); };
  const read = (typed) => typed.toLowerCase().replace(/–|—|−|bis|to/g, "-").replace(/uhr|\s/g, "").replace(/;|und|and|\+/g, ",")
    .split(",").filter(Boolean).map((span) => span.split("-").map(minute));
  const isRead = (spans) => spans.every((span) => span.length === 2 && span[0] < span[1] && span[1] <= 1440);
  const join = (spans) => spans.sort((a, b) => a[0] - b[0]).reduce((all, span) => {
    const before = all.at(-1);
    if (before && span[0] <= before[1]) before[1] = Math.max(before[1], span[1]); else all.push([...span]);
    return all;
  }, []);
  const clock = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
  const write = (spans) => join(spans).map(([from, to]) => `${clock(from)}–${clock(to)}`).join(", ");
  const table = document.createElement("table");
  table.className = "hours-grid";
  table.setAttribute("aria-label", group.dataset.caption);
  const head = table.createTHead().insertRow();
  head.insertCell();
  for (let hour = first; hour < last; hour++) head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: hour }));
  const body = table.createTBody();
  const buttons = fields.map((field, day) => {
    const row = body.insertRow();
    const name = field.labels[0].textContent;
    row.append(Object.assign(document.createElement("th"), { scope: "row", textContent: name }));
    return Array.from({ length: last - first }, (_, at) => {
      const button = Object.assign(document.createElement("button"), { type: "button", tabIndex: day + at === 0 ? 0 : -1 });
      row.insertCell().append(button);
      button.addEventListener("click", () => toggle(day, at));
      button.addEventListener("keydown", (event) => {
        const [down, along] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
        const next = buttons[day + down]?.[at + along];
        if (!next || next === button) return;
        event.preventDefault();
        button.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      });
      return button;
    });
  });
  const show = (day) => {
    const spans = read(fields[day].value);
    buttons[day].forEach((button, at) => {
      const [from, to] = [(first + at) * 60, (first + at + 1) * 60];
      const shared = isRead(spans) ? join(spans).reduce((sum, span) => sum + Math.max(0, Math.min(to, span[1]) - Math.max(from, span[0])), 0) : 0;
      button.className = shared >= 60 ? "free" : shared > 0 ? "partly" : "taken";
      button.setAttribute("aria-label", `${fields[day].labels[0].textContent} ${first + at}–${first + at + 1}: ${group.dataset[button.className]}`);
    });
  };
  const toggle = (day, at) => {
    const spans = read(fields[day].value);
    if (!isRead(spans)) { fields[day].focus(); return; }
    const [from, to] = [(first + at) * 60, (first + at + 1) * 60];
    const rest = spans.flatMap(([a, b]) => [[a, Math.min(b, from)], [Math.max(a, to), b]]).filter(([a, b]) => a < b);
    fields[day].value = write(buttons[day][at].className === "free" ? rest : [...spans, [from, to]]);
    const weekly = group.querySelector('[name="availability"][value="weekly"]');
    if (weekly) weekly.checked = true;
    show(day);
  };
  fields.forEach((field, day) => { field.addEventListener("input", () => show(day)); show(day); });
  const place = document.createElement("div");
  place.className = "week-picker";
  place.append(table);
  const hint = Object.assign(document.createElement("p"), { className: "hint", textContent: group.dataset.caption });
  fields[0].closest(".days").before(hint, place);
}

// One box for all boxes of a list.
for (const table of document.querySelectorAll("table[data-pick]")) {
  const boxes = [...table.querySelectorAll('tbody input[type="checkbox"]')];
  const label = document.createElement("label");
  const all = Object.assign(document.createElement("input"), { type: "checkbox" });
  const words = Object.assign(document.createElement("span"), { className: "hidden", textContent: table.dataset.pick });
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  label.append(all, words);
  table.querySelector("thead .pick")?.replaceChildren(label);
}
