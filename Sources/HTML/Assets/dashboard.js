// What pages do besides working without it.
"use strict";

// With what a page asks by itself, which is no use of a login. A browser of today says so on its own, but not an older
// one, nor any over plain HTTP from another machine.
const pollHeaders = { "X-Landing-Tracker-Poll": "1" };

/* Renews each element with data-poll by the same element of the page as it is now, every so many seconds (two at least),
   while somebody looks at it and nothing in it is open or has the focus. An element that has come or gone: the whole page. */
function poll() {
  const places = () => document.querySelectorAll("[data-poll]");
  if (!places().length) return;
  const pauseButton = document.querySelector("[data-poll-pause]");
  const shortest = Math.max(2, Number(places()[0].dataset.poll) || 2) * 1000;
  let delay = shortest, timer = null, tag = null, isPaused = false;

  const isInUse = (place) => place.contains(document.activeElement) || place.querySelector("details[open]");

  async function renew() {
    const headers = tag ? { ...pollHeaders, "If-None-Match": tag } : pollHeaders;
    const answer = await fetch(location.href, { cache: "no-store", headers });
    if (answer.status === 304) return;
    if (answer.redirected) return location.reload();
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelectorAll("[data-poll]"), old = places();
    if (fresh.length !== old.length) return location.reload();
    if ([...old].some(isInUse)) return;
    old.forEach((place, index) => place.replaceWith(document.adoptNode(fresh[index])));
    tag = answer.headers.get("ETag");
  }

  async function look() {
    timer = null;
    if (document.hidden || isPaused) return;
    try {
      if (![...places()].some(isInUse)) await renew();
      delay = shortest;
    } catch {
      delay = Math.min(delay * 2, 60000);
    }
    wait();
  }

  function wait() {
    if (timer === null && !document.hidden && !isPaused) timer = setTimeout(look, delay);
  }

  document.addEventListener("visibilitychange", wait);
  if (pauseButton) {
    pauseButton.hidden = false;
    pauseButton.addEventListener("click", () => {
      isPaused = !isPaused;
      pauseButton.setAttribute("aria-pressed", String(isPaused));
      wait();
    });
  }
  wait();
}
poll();

// While a page waits for something it is asked for again, as long as somebody may see it, and shown once that has come, or
// more needs attention than before: what came instead, for example. On a page with forms nothing that was typed may go: what
// waits there has the words that stand in its place then.
function waitForIt() {
  const alertCount = (page) => page.querySelectorAll(".attention li").length;

  async function look() {
    const answer = await fetch(location.href, { headers: pollHeaders });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const hasCome = !page.querySelector("[data-waiting]"), place = document.querySelector("[data-waiting]");
    if (!place.dataset.waiting) {
      if (hasCome || alertCount(page) > alertCount(document)) location.reload();
    } else if (hasCome) {
      place.textContent = place.dataset.waiting;
      place.removeAttribute("data-waiting");
    }
  }

  setTimeout(async () => {
    if (!document.hidden) await look().catch(() => {});
    if (document.querySelector("[data-waiting]")) waitForIt();
  }, 5000);
}
if (document.querySelector("[data-waiting]")) waitForIt();

/* Each element with data-copy gets a button that copies its text. */
function copy() {
  if (!navigator.clipboard) return;
  for (const place of document.querySelectorAll("[data-copy]")) {
    const frame = document.createElement("div"), button = document.createElement("button");
    frame.className = "copied";
    button.type = "button";
    button.textContent = "Copy";
    place.replaceWith(frame);
    frame.append(place, button);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(place.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }
}
copy();

/* Whoever leaves a page with changes in a form with data-unsaved is asked first. */
function warnOfUnsaved() {
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    let isChanged = form.querySelector("[aria-invalid], [data-changed]") !== null, isSent = false;
    form.addEventListener("input", () => { isChanged = true; });
    form.addEventListener("submit", () => { isSent = true; });
    addEventListener("beforeunload", (event) => {
      if (isChanged && !isSent) event.preventDefault();
    });
  }
}
warnOfUnsaved();

/* Cells of a spreadsheet that are pasted into a field of a grid go into the fields to the right of it and below; sums follow.
   What has no field there is told. */
function grid(table) {
  const scale = 12, fields = (row) => [...row.querySelectorAll("td input")];
  const rows = [...table.tBodies[0].rows];

  // There before it says anything, so that it is read out.
  const message = document.createElement("p");
  message.className = "unseen";
  message.setAttribute("role", "status");
  table.parentElement.after(message);

  function tell(below, beside) {
    const lastDay = rows[rows.length - 1].querySelector("th input").value;
    const lastTitle = table.tHead.rows[0].cells[fields(rows[0]).length].textContent;
    const places = [];
    if (below) places.push(`${below} below ${lastDay}, the last day`);
    if (beside) places.push(`${beside} to the right of “${lastTitle}”, the last column`);
    const count = below + beside === 1 ? "One cell" : `${below + beside} cells`;
    const sentences = [
      `${count} did not fit into the grid: ${places.join(", and ")}.`, "All others were pasted.",
      "Under “From a spreadsheet” the grid gets the days and columns that it lacks.",
    ];
    message.className = places.length ? "why" : "unseen";
    message.textContent = places.length ? sentences.join(" ") : "";
  }

  // In 10^-12, exactly; nothing for what is no amount.
  function value(text) {
    const parts = /^(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([-+]?\d{1,2}))?$/.exec(text.trim());
    if (!parts) return 0n;
    const decimals = parts[2] || "", zeros = scale - decimals.length + Number(parts[3] || 0);
    const digits = BigInt(parts[1] + decimals);
    return zeros < 0 ? digits / 10n ** BigInt(-zeros) : digits * 10n ** BigInt(zeros);
  }

  function shown(sum) {
    const digits = sum.toString().padStart(scale + 1, "0");
    return digits.slice(0, -scale) + "." + digits.slice(-scale).replace(/0{1,10}$/, "");
  }

  function add() {
    const sums = [];
    for (const row of rows) {
      let all = 0n;
      fields(row).forEach((field, place) => {
        const amount = value(field.value);
        all += amount;
        sums[place] = (sums[place] || 0n) + amount;
      });
      row.querySelector("output").value = shown(all);
    }
    const outputs = table.tFoot.querySelectorAll("output");
    sums.forEach((sum, place) => { outputs[place].value = shown(sum); });
    outputs[sums.length].value = shown(sums.reduce((all, sum) => all + sum, 0n));
  }

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    const start = rows.findIndex((row) => row.contains(event.target));
    if (start < 0 || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const first = fields(rows[start]).indexOf(event.target);
    let below = 0, beside = 0;
    text.split(/\r?\n/).forEach((line, down) => line.split("\t").forEach((cell, right) => {
      const row = rows[start + down], field = row && fields(row)[first + right], written = cell.trim();
      if (field) field.value = written;
      else if (written && row) beside += 1;
      else if (written) below += 1;
    }));
    tell(below, beside);
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  table.addEventListener("input", () => { if ("sums" in table.dataset) add(); });
}
document.querySelectorAll("table.amounts").forEach((table) => { if (table.querySelector("td input")) grid(table); });

/* A text field with data-file takes the text of a file, too. */
function takeFile() {
  for (const field of document.querySelectorAll("textarea[data-file]")) {
    const label = document.createElement("label"), file = document.createElement("input");
    file.type = "file";
    file.accept = ".csv,.tsv,.txt,text/csv";
    label.append(field.dataset.file + " ", file);
    field.before(label);
    file.addEventListener("change", async () => {
      if (!file.files[0]) return;
      field.value = await file.files[0].text();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
takeFile();
