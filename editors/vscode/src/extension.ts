/** Starts jplint's language server for the workspace, or says what to do where it is not installed. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

const DOCUMENTATION = "https://packaging.python.org/tutorials/installing-packages/";
const WINDOWS = process.platform === "win32";
const PROGRAM = WINDOWS ? "jplint.exe" : "jplint";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("jplint.restart", restart),
    vscode.commands.registerCommand("jplint.lintWorkspaceNow", () =>
      client?.sendRequest("workspace/executeCommand", { command: "jplint.lintWorkspace" }),
    ),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("jplint")) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const program = find();
  if (program === undefined) {
    await missing("jplint is not installed in this workspace.");
    return;
  }
  try {
    await promisify(execFile)(program, ["lsp", "--help"]);
  } catch {
    await missing(`${program} cannot serve editors: it is too old, or the extra “lsp” is missing.`);
    return;
  }
  const language = vscode.workspace.getConfiguration("jplint").get<string>("messageLanguage", "");
  const args = ["lsp", "--stdio", ...(language ? ["--message-language", language] : [])];
  const server: ServerOptions = { command: program, args };
  const options: LanguageClientOptions = {
    documentSelector: ["markdown", "mdx", "plaintext"].flatMap((name) => [
      { scheme: "file", language: name },
      { scheme: "untitled", language: name },
    ]),
  };
  client = new LanguageClient("jplint", "jplint", server, options);
  await client.start();
}

/** The program that is configured, else that of the workspace's environment, else the one on PATH. */
function find(): string | undefined {
  const configured = vscode.workspace.getConfiguration("jplint").get<string>("path", "");
  if (configured) return configured;
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const inside = folders.flatMap((folder) => [".venv", "venv"].map((name) => join(folder, name, WINDOWS ? "Scripts" : "bin")));
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return [...inside, ...onPath].map((folder) => join(folder, PROGRAM)).find((path) => existsSync(path));
}

async function missing(reason: string): Promise<void> {
  const copy = "Copy the command";
  const how = "How to install";
  const chosen = await vscode.window.showErrorMessage(`${reason} Install it with: pip install "jplint[lsp]"`, copy, how);
  if (chosen === copy) await vscode.env.clipboard.writeText('python -m pip install "jplint[lsp]"');
  if (chosen === how) await vscode.env.openExternal(vscode.Uri.parse(DOCUMENTATION));
}
