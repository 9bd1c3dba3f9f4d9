package dev.gnomon.engine.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestServersTest {

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void a_postgresql_server_of_a_version_answers_on_its_port(int majorVersion) throws IOException {
        TestServer server = TestServers.postgresql(majorVersion);
        assertAnswers(server);
        assertThat(TestServers.postgresql(majorVersion)).as("started once").isSameAs(server);
    }

    @Test
    void a_mysql_server_answers_on_its_port() throws IOException {
        assertAnswers(TestServers.mysql());
    }

    @Test
    void a_mariadb_server_answers_on_its_port() throws IOException {
        assertAnswers(TestServers.mariadb());
    }

    @Test
    void a_package_of_debian_is_unpacked_without_being_installed() {
        assumeTrue(ServerFiles.executable("apt-get").isPresent(), "not run: this machine has no apt-get");
        assumeTrue(ServerFiles.executable("hello").isEmpty(), "not run: the package hello is installed");
        Optional<Path> root = DebianPackages.unpacked("hello");
        assumeTrue(root.isPresent(), "not run: no package can be fetched here");
        assertThat(root.orElseThrow().resolve("usr/bin/hello")).isExecutable();
        assertThat(ServerFiles.executable("hello")).as("nothing was installed").isEmpty();
    }

    @Test
    void a_package_of_debian_is_unpacked_with_the_libraries_that_the_machine_lacks() throws Exception {
        assumeTrue(ServerFiles.executable("apt-get").isPresent(), "not run: this machine has no apt-get");
        assumeTrue(ServerFiles.executable("ldd").isPresent(), "not run: this machine has no ldd");
        Optional<Path> root = DebianPackages.unpacked("zfs-fuse");
        assumeTrue(root.isPresent(), "not run: no package can be fetched here");
        ProcessBuilder command = new ProcessBuilder(
                "ldd", root.orElseThrow().resolve("sbin/zfs-fuse").toString());
        command.environment().put("LD_LIBRARY_PATH", DebianPackages.libraryPath(root.orElseThrow()));
        String libraries;
        try (InputStream output = command.start().getInputStream()) {
            libraries = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(libraries).contains("libfuse.so.2").doesNotContain("not found");
    }

    @Test
    void urls_hold_what_a_dialect_needs() {
        TestServer server = new TestServer(ServerKind.SQLSERVER, "test", "db.example", 1433, "sa", "a}b");
        assertThat(server.url("x"))
                .isEqualTo(
                        "sqlserver://db.example:1433;database=x;user={sa};password={a}}b};encrypt=true;trustServerCertificate=true");
    }

    private static void assertAnswers(TestServer server) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), 2000);
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
