// A grid of inputs with one stop for Tab: arrows move in the browser, the server hears of what was changed or pasted.
export const attach = (table, net) => {
  const place = cell => [+cell.dataset.r, +cell.dataset.c];
  const at = (r, c) => table.querySelector(`input[data-r="${r}"][data-c="${c}"]`);
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const within = cell => cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;

  table.addEventListener("focusin", event => {
    if (!event.target.matches("input[data-r]")) return;
    for (const other of table.querySelectorAll("input[data-r][tabindex='0']")) other.tabIndex = -1;
    event.target.tabIndex = 0;
    event.target.select();
  });

  // What stands beside a row's head is done from any of its cells: Alt with an arrow moves the row, F2 opens it, Ctrl+Delete removes it.
  const tool = event => event.altKey ? { ArrowUp: "up", ArrowDown: "down" }[event.key] : event.key === "F2" ? "open" : event.ctrlKey && event.key === "Delete" ? "remove" : null;

  table.addEventListener("keydown", event => {
    const cell = event.target;
    if (!cell.matches("input[data-r]") || event.metaKey || event.isComposing) return;
    const [r, c] = place(cell);
    const act = tool(event), button = act && cell.closest("tr").querySelector(`[data-tool="${act}"]:not(:disabled)`);
    if (button) {
      event.preventDefault();
      cell.blur(); // what was typed is told first, as long as the row is where it is
      button.click();
      const next = act === "up" ? at(r - 1, c) : act === "down" ? at(r + 1, c) : act === "remove" ? at(r + 1, c) ?? at(r - 1, c) : null;
      next?.focus();
      return;
    }
    if (event.key === "F4") return void cell.showPicker?.();
    if (event.altKey) return;
    let to = null;
    if (event.ctrlKey) to = event.key === "Home" ? at(0, 0) : event.key === "End" ? [...table.querySelectorAll("input[data-r]")].at(-1) : null;
    else if (event.key === "Escape") { cell.value = cell.dataset.value; cell.select(); }
    else if (event.key in moves) {
      const [down, right] = moves[event.key];
      const edge = right < 0 ? cell.selectionEnd === 0 : cell.selectionStart === cell.value.length;
      if (right === 0 || within(cell) || edge) to = at(r + (event.shiftKey && event.key === "Enter" ? -1 : down), c + right);
      if (event.key === "Enter" && !to) { event.preventDefault(); cell.blur(); cell.focus(); }
    }
    if (!to) return;
    event.preventDefault();
    to.focus();
  });

  const put = cell => {
    cell.dataset.pending = "";
    // What cannot be told now is told again when the connection is back.
    net.invokeMethodAsync("Put", ...place(cell), cell.value).catch(() => {}).finally(() => delete cell.dataset.pending);
  };

  table.addEventListener("change", event => {
    if (event.target.matches("input[data-r]")) put(event.target);
  });

  table.addEventListener("paste", event => {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.matches("input[data-r]") || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    net.invokeMethodAsync("Paste", ...place(event.target), text);
  });

  // What somebody entered before this was listening is told now; the field they are in tells by itself when they leave it.
  for (const cell of table.querySelectorAll("input[data-r]")) if (cell.value !== cell.dataset.value && cell !== document.activeElement) put(cell);
  table.dataset.live = "";
};
