// What the browser does by itself: preferences, shortcuts, finding a place by its pointer, and keeping what was typed until it is saved.
(() => {
  const store = "hrcollab.unsent:";
  // By person: whoever signs in next in this window is not offered what somebody else typed.
  const page = () => `${store}${document.body.dataset.person ?? ""}:${location.pathname}`;
  const read = (at = page()) => JSON.parse(sessionStorage.getItem(at) ?? "{}");
  const element = pointer => document.querySelector(`main [data-pointer="${CSS.escape(pointer)}"]`);
  const escaped = pointer => pointer.slice(0, pointer.lastIndexOf("/"));

  const focus = pointer => {
    const end = performance.now() + 2500;
    const seek = () => {
      let place = element(pointer);
      const late = performance.now() > end;
      for (let at = pointer; !place && late && at.length > 0; place = element(at)) at = escaped(at);
      if (!place) return late ? undefined : void requestAnimationFrame(seek);
      for (let box = place.closest("details:not([open])"); box; box = box.parentElement?.closest("details:not([open])")) box.open = true;
      const target = place.matches("input, select, textarea, button, a[href], [tabindex]") ? place : place.querySelector("input, select, textarea, button, a[href], [tabindex]") ?? place;
      if (target === place && !place.matches("input, select, textarea, button, a[href], [tabindex]")) place.tabIndex = -1;
      target.focus();
      place.scrollIntoView({ block: "center" });
      place.classList.add("found");
      setTimeout(() => place.classList.remove("found"), 1600);
    };
    seek();
  };

  const keep = (pointer, value, at = page()) => sessionStorage.setItem(at, JSON.stringify({ ...read(at), [pointer]: value }));

  window.hrcollab = {
    focus,
    page,
    keep,
    unsent: () => JSON.stringify(read()),
    forget(known, at = page()) {
      const left = known ? Object.entries(read(at)).filter(([pointer, value]) => JSON.parse(known)[pointer] !== value) : [];
      if (left.length) sessionStorage.setItem(at, JSON.stringify(Object.fromEntries(left)));
      else sessionStorage.removeItem(at);
    },
    preview(place, session) {
      let waiting = 0;
      const tell = () => {
        clearTimeout(waiting);
        waiting = 0;
        session.invokeMethodAsync("Typed", JSON.stringify(Object.fromEntries([...place.querySelectorAll("[name]")].map(e => [e.name, e.value]))));
      };
      place.addEventListener("input", event => {
        if (!event.target.name) return;
        clearTimeout(waiting);
        waiting = setTimeout(tell, 200);
      });
      // Whoever leaves a field for a button means what they typed.
      place.addEventListener("change", () => waiting && tell());
    },
    line(id, number) {
      const place = document.getElementById(id);
      const lines = place.value.split("\n");
      const at = Math.min(Math.max(1, number), lines.length) - 1;
      const start = lines.slice(0, at).reduce((sum, text) => sum + text.length + 1, 0);
      place.focus();
      place.setSelectionRange(start, start + lines[at].length);
      place.scrollTop = place.scrollHeight / lines.length * Math.max(0, at - 4);
    },
    download(name, type, bytes) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  };

  document.addEventListener("input", event => {
    const at = event.target.closest?.("[data-definition] [data-pointer]");
    if (at && event.target === at && at.type !== "checkbox") keep(at.dataset.pointer, at.value);
  });

  // A connection that came back has not heard what was typed while it was gone: it is told now, place by place.
  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
    if (event.detail.state !== "hide") return;
    for (const [pointer, value] of Object.entries(read())) {
      const place = pointer === "" ? null : element(pointer);
      if (pointer === "") document.dispatchEvent(new Event("hrcollab-again"));
      else if (place?.value === value) place.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  // Once the session says that all is saved, nothing here is newer.
  new MutationObserver(() => {
    if (document.querySelector("[data-saved]")?.dataset.saved === "ok" && document.querySelector("[data-kept='ask']") === null) window.hrcollab.forget();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-saved"] });

  addEventListener("beforeunload", event => {
    if (["dirty", "stale"].includes(document.querySelector("[data-saved]")?.dataset.saved)) event.preventDefault();
  });

  document.addEventListener("click", event => {
    const choice = event.target.closest?.("[data-prefer]");
    if (choice) {
      document.cookie = `hrcollab.${choice.dataset.prefer}=${choice.dataset.value};path=/;max-age=31536000;samesite=lax`;
      if (choice.dataset.prefer === "theme") document.documentElement.dataset.theme = choice.dataset.value;
      else location.reload();
    }
    const skip = event.target.closest?.("[data-focus]");
    if (skip) {
      event.preventDefault();
      document.getElementById(skip.dataset.focus)?.focus();
    }
  });

  document.addEventListener("keydown", event => {
    const command = event.ctrlKey || event.metaKey;
    const inText = event.target.closest?.(".cm-editor");
    if (command && event.key === "s") {
      event.preventDefault();
      event.target.blur?.();
      event.target.focus?.();
    }
    if (!command || inText) return;
    const key = event.key.toLowerCase();
    const step = key === "z" && !event.shiftKey ? "undo" : key === "y" || (key === "z" && event.shiftKey) ? "redo" : null;
    // While a field holds something that was not taken over yet, the browser's own undo is the right one.
    if (!step || (event.target.matches?.("input:not([type=checkbox]), textarea") && event.target.value !== event.target.defaultValue && event.target.dataset.pointer in read())) return;
    const button = document.querySelector(`[data-step="${step}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
})();
