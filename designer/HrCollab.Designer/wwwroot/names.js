// Completes field names in expressions: an input with data-names takes them from the datalist of that id, by path and by title. Everything happens in the browser.
(() => {
  const most = 12;
  let input = null, list = null, picked = -1, changed = false;

  const word = at => {
    const before = at.value.slice(0, at.selectionStart ?? at.value.length);
    return (before.match(/[\p{L}\w.]+$/u) ?? [""])[0];
  };

  const close = () => {
    list?.remove();
    for (const name of ["role", "aria-expanded", "aria-controls", "aria-activedescendant", "aria-autocomplete"]) input?.removeAttribute(name);
    [input, list, picked] = [null, null, -1];
  };

  const mark = to => {
    const items = [...list.children];
    picked = (to + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", i === picked));
    input.setAttribute("aria-activedescendant", items[picked].id);
    items[picked].scrollIntoView({ block: "nearest" });
  };

  const take = at => {
    const [box, path] = [input, list.children[at].dataset.path];
    const end = box.selectionStart;
    const start = end - word(box).length;
    box.setRangeText(path, start, end, "end");
    close();
    changed = true;
    box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  };

  const open = (box, asked) => {
    const names = document.getElementById(box.dataset.names);
    const part = word(box).toLowerCase();
    if (!names || (!asked && part.length === 0)) return close();
    const found = [...names.options].filter(o => o.value.toLowerCase().includes(part) || o.text.toLowerCase().includes(part));
    // Where a whole name stands there is nothing to complete.
    if (found.length === 0 || (!asked && found.some(o => o.value.toLowerCase() === part))) return close();
    if (input !== box) close();
    list?.remove();
    input = box;
    list = document.createElement("ul");
    list.id = "name-choices";
    list.className = "names";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", names.id);
    found.slice(0, most).forEach((o, i) => {
      const item = document.createElement("li");
      item.id = `name-choice-${i}`;
      item.setAttribute("role", "option");
      item.dataset.path = o.value;
      item.append(Object.assign(document.createElement("span"), { textContent: o.text }), " ", Object.assign(document.createElement("code"), { textContent: o.value }));
      item.addEventListener("mousedown", event => {
        event.preventDefault();
        take(i);
      });
      list.append(item);
    });
    const place = box.getBoundingClientRect();
    list.style.left = `${place.left + scrollX}px`;
    list.style.top = `${place.bottom + scrollY}px`;
    document.body.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "true"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) box.setAttribute(name, value);
    mark(0);
  };

  document.addEventListener("input", event => {
    if (event.target.dataset?.names && event.inputType !== "insertReplacementText") open(event.target, false);
  });

  document.addEventListener("keydown", event => {
    if (!event.target.dataset?.names) return;
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      open(event.target, true);
      return;
    }
    if (!list) return;
    const act = { ArrowDown: () => mark(picked + 1), ArrowUp: () => mark(picked - 1), Enter: () => take(picked), Tab: () => take(picked), Escape: close }[event.key];
    if (!act || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);

  // What was put in by a choice is no typing to the browser: leaving the field says so in its place.
  document.addEventListener("focusout", event => {
    if (event.target === input) close();
    if (!changed || !event.target.dataset?.names) return;
    changed = false;
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("change", event => { if (event.target.dataset?.names) changed = false; }, true);
})();
