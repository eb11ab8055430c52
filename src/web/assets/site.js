// What makes pages quicker to use. Nothing here is needed: each page does the same without it, in more steps.
"use strict";

// Where a form came back, begin at the first field that needs a change.
document.querySelector("[data-first-fault] [aria-invalid=true]")?.focus();
