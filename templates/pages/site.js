// What the pages do better with a script. Without it, everything works too.
"use strict";

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    // Later: a disabled button is not sent.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
});

// A page that comes back from the history can be sent again.
addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
        delete form.dataset.sent;
        form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
    });
});

// "/" leads to the search, unless a button in the foot switches that off: dictation types letters too.
const search = document.getElementById("q");
const links = document.querySelector("[data-shortcut]");
if (search && links) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = links.dataset.shortcut;
    let on = true;
    try { on = localStorage.shortcut !== "off"; } catch {}
    const show = () => button.setAttribute("aria-pressed", on);
    show();
    button.addEventListener("click", () => {
        on = !on;
        show();
        try { localStorage.shortcut = on ? "on" : "off"; } catch {}
    });
    links.appendChild(document.createElement("li")).append(button);
    document.addEventListener("keydown", (event) => {
        if (!on || event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
        if (event.target.closest("input, textarea, select")) return;
        event.preventDefault();
        search.select();
    });
}

// A long list to choose from has a box that narrows it.
document.querySelectorAll("details[data-filter]").forEach((details, index) => {
    const items = [...details.querySelectorAll("li")];
    if (items.length < 12) return;
    const box = document.createElement("input");
    box.type = "search";
    box.id = `filter-${index}`;
    const label = document.createElement("label");
    label.htmlFor = box.id;
    label.textContent = details.dataset.filter;
    const field = document.createElement("div");
    field.className = "field";
    field.append(label, box);
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
    box.addEventListener("input", () => {
        const wanted = plain(box.value.trim());
        for (const item of items) item.hidden = !plain(item.textContent).includes(wanted) && !item.querySelector(":checked");
    });
    // Enter narrows; it does not send the form.
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    details.querySelector("summary").after(field);
});

// A secret that is shown once is selected with one press.
document.querySelectorAll("input.secret").forEach((input) => {
    input.addEventListener("focus", () => input.select());
});
