import net from 'node:net';

function tryListen(port) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.on('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: bound } = server.address();
      server.close(() => resolve(bound));
    });
  });
}

/** The preferred port where it is free, else any free one. */
export async function freePort(preferred = 0) {
  return (await tryListen(preferred)) ?? (await tryListen(0));
}
