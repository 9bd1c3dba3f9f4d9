package dev.gnomon.cli.rpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server that can be cut, which for the client looks as if the server had died. */
final class BreakableRoute implements AutoCloseable {

    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    BreakableRoute(String host, int port) throws IOException {
        entrance = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(host, port);
                sockets.addAll(List.of(client, server));
                start(() -> client.getInputStream().transferTo(server.getOutputStream()));
                start(() -> server.getInputStream().transferTo(client.getOutputStream()));
            }
        });
    }

    private interface Traffic {
        void run() throws IOException;
    }

    private static void start(Traffic traffic) {
        Thread thread = new Thread(
                () -> {
                    try {
                        traffic.run();
                    } catch (IOException cut) {
                        Thread.currentThread().interrupt();
                    }
                },
                "route");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
