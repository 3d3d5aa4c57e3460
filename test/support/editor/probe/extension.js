// Installed beside the extension under test: answers questions only the API can answer. Tests send it
// functions over a loopback socket that asks for a token; `bridge.json` is written for each editor.
const net = require('node:net');
const { createInterface } = require('node:readline');
const vscode = require('vscode');
const { port, token } = require('./bridge.json');

exports.activate = (context) => {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const send = (message) => socket.write(`${JSON.stringify(message)}\n`);
  send({ token });
  createInterface({ input: socket }).on('line', async (line) => {
    const { id, source, argument } = JSON.parse(line);
    try {
      const result = await new Function(`return (${source})`)()(vscode, argument);
      send({ id, result: result ?? null });
    } catch (error) {
      send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  context.subscriptions.push({ dispose: () => socket.destroy() });
};
