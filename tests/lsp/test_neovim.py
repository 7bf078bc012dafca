"""Neovim's own client: it shows the diagnostics, and its buffer after a code action is what --fix writes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jplint import Linter

pytest.importorskip("pygls")
NEOVIM = shutil.which("nvim")

SCRIPT = """
local client
vim.cmd('edit ' .. vim.fn.fnameescape(TEXT))
client = vim.lsp.start_client({name = 'jplint', cmd = {PYTHON, '-m', 'jplint', 'lsp', '--stdio'}, root_dir = ROOT})
vim.lsp.buf_attach_client(0, client)
assert(vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50), 'no diagnostics')
local shown = vim.diagnostic.get(0)
local params = vim.lsp.util.make_range_params()
params.range = {start = {line = 0, character = 0}, ['end'] = {line = 99, character = 0}}
params.context = {only = {'source.fixAll'}, diagnostics = {}}
local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 20000)
for id, answer in pairs(answers) do
  for _, action in ipairs(answer.result) do
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  end
end
local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.fn.writefile({vim.json.encode({shown = shown, lines = lines})}, OUT)
vim.cmd('qall!')
"""


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is not installed")
def test_diagnostics_and_fixes(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    text = "## 絵文字の😀見出し。\n\nこれで終わりますます。\n\n---END---\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    names = {"TEXT": "a.md", "PYTHON": sys.executable, "ROOT": str(tmp_path), "OUT": "out.json"}
    script = "".join(f"local {name} = {json.dumps(value)}\n" for name, value in names.items()) + SCRIPT
    (tmp_path / "test.lua").write_text(script, encoding="utf-8")
    environment = {**os.environ, "LANG": "ja_JP.UTF-8", "XDG_STATE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [NEOVIM or "", "--headless", "--clean", "-c", "luafile test.lua", "-c", "cquit"], cwd=tmp_path, env=environment,
        capture_output=True, encoding="utf-8", timeout=90, check=False,
    )  # fmt: skip
    assert (tmp_path / "out.json").exists(), done.stderr
    seen = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    found = Linter().lint_text(text, str(tmp_path / "a.md"))
    assert sorted(one["code"] for one in seen["shown"]) == sorted(one.rule for one in found)
    assert "\n".join(seen["lines"]) + "\n" == Linter().fix(text).text
