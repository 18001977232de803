"""Takes the README's pictures from a site of its own, filled with the launch content: `python docs/make_screenshots.py`.

Needs the development requirements and Chromium.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "docs" / "screens"
PORT = "8765"
SITE = f"http://localhost:{PORT}"
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
PUBLIC = {"plan": "/plan/", "statistics": "/statistics/"}


def main() -> None:
    SCREENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PORT": PORT, "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3", "ENV_FILE": os.devnull}
        site = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            take_all(account=sign_in_of(site))
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(timeout=20)


def sign_in_of(site: subprocess.Popen) -> tuple[str, str]:
    """The administrator's address and password, as the site prints them when it starts."""
    account = ("", "")
    for line in site.stdout:
        if found := re.search(r"(administrator@\S+)\s+(\S+)", line):
            account = found.groups()
        if f"is at {SITE}" in line:
            return account
    raise SystemExit("The site did not start.")


def take_all(*, account: tuple[str, str]) -> None:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        for name, path in PUBLIC.items():
            take(page, name, path)
        page.goto(f"{SITE}/account/login/?next=/admin/")
        page.get_by_label("E-mail").fill(account[0])
        page.get_by_label("Password", exact=True).fill(account[1])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{SITE}/admin/")
        take(page, "admin", "/admin/")
        browser.close()


def take(page: Page, name: str, path: str) -> None:
    for _attempt in range(50):
        try:
            page.goto(SITE + path)
            break
        except Exception:  # noqa: BLE001 (the server is still starting)
            page.wait_for_timeout(200)
    page.screenshot(path=SCREENS / f"{name}.png")


if __name__ == "__main__":
    main()
