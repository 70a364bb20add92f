namespace HrCollab.Browser.Tests;

/// <summary>A walk through a page by Tab, as the page sees it.</summary>
internal static class Walk
{
    /// <summary>What can be used on a page, what it is called, and whether one thing stands before another that it comes after.</summary>
    private const string Common = """
        () => {
          const fields = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";
          const usable = () => [...document.querySelectorAll(fields)].filter(e => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }) && !e.closest(".cm-editor"));
          const said = e => e.outerHTML.slice(0, 160);
          const region = e => e.closest("aside, nav, header, footer, dialog, .drawer, main, body");
          const hidden = e => { const look = getComputedStyle(e); return (look.outlineStyle === "none" || parseFloat(look.outlineWidth) === 0) && look.boxShadow === "none"; };
          const misplaced = (before, after) => {
            if (!before.isConnected || !after.isConnected || region(before) !== region(after)) return false;
            const [a, b] = [before.getBoundingClientRect(), after.getBoundingClientRect()];
            const above = b.bottom <= a.top + 1 && b.left < a.right - 1;
            const back = b.right <= a.left + 1 && b.top < a.bottom - 1 && b.bottom > a.top + 1 && Math.abs(b.top + b.bottom - a.top - a.bottom) < Math.min(a.height, b.height);
            return above || back;
          };

        """;

    /// <summary>Opens everything that is closed, at most so many of one list; answers what did not open. It looks for the answer at every frame: the server draws what was opened.</summary>
    public const string Open = """
        async most => {
          const tried = new WeakSet(), perList = new Map(), faults = [];
          const isOpen = e => e.matches("summary") ? e.parentElement.open : e.getAttribute("aria-expanded") === "true";
          const list = e => e.closest("ol, ul, tbody, section, main, body");
          const next = () => [...document.querySelectorAll("summary, button[aria-expanded='false']:not(:disabled)")].find(e => {
            if (tried.has(e) || isOpen(e) || !e.checkVisibility({ visibilityProperty: true })) return false;
            tried.add(e);
            const opened = perList.get(list(e)) ?? 0;
            if (opened >= most) return false;
            perList.set(list(e), opened + 1);
            return true;
          });
          for (let e = next(); e; e = next()) {
            e.click();
            for (const end = performance.now() + 60_000; e.isConnected && !isOpen(e);) {
              if (performance.now() > end) { faults.push(`does not open: ${e.outerHTML.slice(0, 160)}`); break; }
              await new Promise(requestAnimationFrame);
            }
          }
          return faults;
        }
        """;

    /// <summary>Notes what should be reached and where it stands; answers how many there are.</summary>
    public const string Begin = Common + """
          // A page that draws a part again while it is walked through has new elements at the same places: they are known by what they are.
          const name = e => e.id || e.dataset.pointer || e.name || `${e.tagName} ${e.getAttribute("href") ?? ""} ${e.getAttribute("aria-label") ?? e.textContent.trim()}`;
          // A page that becomes live puts the focus on its heading, before a Tab or after it.
          if (!window.walk) document.addEventListener("focusin", event => { if (event.target.tagName === "H1") window.walk.live = true; });
          scrollTo(0, 0);
          document.activeElement?.blur();
          document.body.tabIndex = -1;
          document.body.focus();
          document.body.removeAttribute("tabindex");
          window.walk = { usable, said, name, hidden, misplaced, order: [], seen: new Set(), unseen: [], left: false, live: false };
          return usable().length;
        }
        """;

    /// <summary>After each Tab: "left" when the page was left or begun anew, "live" when the page put the focus on its heading, as it does once when it becomes live, "editor" in a text editor that keeps Tab for itself until Escape.</summary>
    public const string At = """
        () => {
          const at = document.activeElement, walk = window.walk;
          if (walk.live) return "live";
          if (!at || at === document.body) return walk.order.length > 0 ? (walk.left = true, "left") : "";
          if (at.closest(".cm-editor")) return "editor";
          if (walk.order.length > 1 && at === walk.order[0] && at !== walk.order.at(-1)) return walk.left = true, "left";
          if (at !== walk.order.at(-1)) {
            walk.order.push(at);
            walk.seen.add(walk.name(at));
            if (walk.hidden(at)) walk.unseen.push(walk.said(at));
          }
          return "";
        }
        """;

    /// <summary>What was not reached, cannot be seen while it has the focus, or comes before what stands above it in the same part of the page.</summary>
    public const string Faults = """
        () => {
          const { order, seen, unseen, left, usable, said, name, misplaced } = window.walk;
          const faults = unseen.map(e => `focus cannot be seen: ${e}`);
          if (!left) faults.push(`the page is not left again; the last was ${said(document.activeElement)}`);
          for (const e of usable()) if (!seen.has(name(e)) && !(e.type === "radio" && [...document.querySelectorAll(`input[name="${CSS.escape(e.name)}"]`)].some(r => seen.has(name(r))))) faults.push(`not reached: ${said(e)}`);
          scrollTo(0, 0);
          for (let i = 1; i < order.length; i++) if (misplaced(order[i - 1], order[i])) faults.push(`out of order: ${said(order[i - 1])} then ${said(order[i])}`);
          return faults;
        }
        """;

    /// <summary>
    /// The same in one look, for pages that were walked through in another language already: nothing jumps the order (a tabindex above 0), everything can take the focus and shows it, and the order of
    /// the document is that in which it is seen with the words of this language.
    /// </summary>
    public const string Order = Common + """
          const all = usable();
          const faults = all.filter(e => e.tabIndex > 0).map(e => `jumps the order: ${said(e)}`);
          scrollTo(0, 0);
          for (const e of all) {
            e.focus({ focusVisible: true, preventScroll: true });
            if (document.activeElement !== e) faults.push(`takes no focus: ${said(e)}`);
            else if (hidden(e)) faults.push(`focus cannot be seen: ${said(e)}`);
          }
          document.activeElement?.blur();
          for (let i = 1; i < all.length; i++) if (misplaced(all[i - 1], all[i])) faults.push(`out of order: ${said(all[i - 1])} then ${said(all[i])}`);
          return faults;
        }
        """;
}
