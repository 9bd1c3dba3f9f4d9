package dev.gnomon.conformance.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An address that leads to one server and later to another, as one does whose server is upgraded. */
final class Route implements AutoCloseable {

    private final ServerSocket entrance;
    private volatile InetSocketAddress server = new InetSocketAddress(0);

    Route() throws IOException {
        entrance = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = entrance.accept();
                Socket upstream = new Socket(server.getHostString(), server.getPort());
                start(() -> pass(client, upstream));
                start(() -> pass(upstream, client));
            }
        });
    }

    private interface Traffic {
        void run() throws IOException;
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private static void start(Traffic traffic) {
        Thread thread = new Thread(
                () -> {
                    try {
                        traffic.run();
                    } catch (IOException over) {
                        Thread.currentThread().interrupt();
                    }
                },
                "route");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where connections lead that are opened from now on. */
    void leadTo(String host, int port) {
        server = InetSocketAddress.createUnresolved(host, port);
    }

    String address() {
        return "localhost:" + entrance.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
