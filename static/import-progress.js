"use strict";
// Shows how far an upload has been read, without a click. Without script the page has a link that does the same.
(function follow() {
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("#state") || page.querySelector("#state").dataset.isOnItsWay === "no") {
        location.reload();
        return;
      }
      document.querySelector("#progress").replaceWith(document.importNode(page.querySelector("#progress"), true));
    } catch (error) {
      // The network was away: the next round asks again.
    }
    follow();
  }, 1500);
})();
