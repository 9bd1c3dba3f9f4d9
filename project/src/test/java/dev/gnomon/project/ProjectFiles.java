package dev.gnomon.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes small projects. */
final class ProjectFiles {

    private ProjectFiles() {}

    /** A project with one model, in a folder of its own. */
    static Path create(Path folder, String provider) throws IOException {
        Path prisma = Files.createDirectories(folder.resolve("prisma"));
        writeSchema(folder, provider, "");
        return prisma.getParent();
    }

    /** Write the schema, with more models than the one that is always there. */
    static void writeSchema(Path folder, String provider, String more) throws IOException {
        Files.writeString(folder.resolve("prisma/schema.prisma"), """
                datasource db {
                  provider = "%s"
                }

                model User {
                  id   Int    @id @default(autoincrement())
                  name String
                }
                %s
                """.formatted(provider, more));
    }
}
