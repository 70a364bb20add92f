// Asks the server, while somebody types, what the form makes of it. Everything works without this.
const form = document.querySelector("form[data-evaluate]");
if (form) {
  let latest = 0;
  const show = (field, state, messages) => {
    field.hidden = !state.visible;
    field.querySelector(".required").hidden = !state.required;
    const input = field.querySelector("input, select, textarea");
    const typed = [...field.querySelectorAll("input, select, textarea")].some(i => i.value);
    const mine = typed ? messages.filter(m => m.pointer.split("/")[2] === state.id) : [];
    if (!field.matches(".rows")) input.setAttribute("aria-invalid", mine.some(m => !m.warning));
    for (const box of field.querySelectorAll(".messages")) box.replaceChildren();
    for (const m of mine) {
      const p = document.createElement("p");
      p.className = "message " + (m.warning ? "note" : "error");
      p.textContent = m.message + (m.accepted ? " → " + m.accepted : "");
      const cell = m.pointer.split("/").slice(3).join("/");
      (field.querySelector(`[data-cell="${CSS.escape(cell)}"]`) ?? field.querySelector(".messages")).append(p);
    }
  };
  form.addEventListener("change", async () => {
    const ticket = ++latest;
    const answer = await fetch(form.dataset.evaluate, { method: "POST", body: new FormData(form) });
    if (!answer.ok || ticket !== latest) return;
    const { fields, messages } = await answer.json();
    for (const state of fields) {
      const field = form.querySelector(`[data-field="${CSS.escape(state.id)}"]`);
      if (field) show(field, state, messages);
    }
  });
}
