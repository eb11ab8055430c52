// What makes pages quicker to use. Nothing here is needed: each page does the same without it, in more steps.
"use strict";

// Where a form came back, begin at the first field that needs a change.
document.querySelector("[data-first-fault] [aria-invalid=true]")?.focus();

// A run that is under way: say what it is at, and show the plan when there is one.
const run = document.querySelector("[data-follow]");
if (run) {
  const words = run.querySelector("[data-words]");
  const bar = run.querySelector("progress");
  const events = new EventSource(run.dataset.follow);
  events.addEventListener("progress", (event) => {
    const course = JSON.parse(event.data);
    const said = course.phase && run.getAttribute(`data-at-${course.phase}`);
    if (said && words.textContent !== said) words.textContent = said;
    if (typeof course.percent === "number") bar.value = course.percent;
    else bar.removeAttribute("value");
  });
  events.addEventListener("end", () => { events.close(); location.reload(); });
}
