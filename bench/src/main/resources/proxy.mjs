// A plain proxy, as short as Node allows: what the same streams cost without any work on them.
import http from 'node:http';

const target = Number(process.argv[2]);
const agent = new http.Agent({ keepAlive: false, maxSockets: Infinity });
const server = http.createServer((request, response) => {
  const upstream = http.request(
    { host: '127.0.0.1', port: target, path: request.url, method: request.method, headers: request.headers, agent },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  upstream.on('error', () => response.destroy());
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => console.log('READY ' + server.address().port));
