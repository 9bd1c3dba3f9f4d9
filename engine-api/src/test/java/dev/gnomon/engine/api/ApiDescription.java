package dev.gnomon.engine.api;

import dev.gnomon.engine.dialect.Dialect;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The API as lines of text, one for everything that somebody can use or has to write. */
final class ApiDescription {

    /** What somebody has to write, or to have a branch for: nothing may join it unnoticed. */
    private static final String CLOSED = "! ";

    private static final String OPEN = "  ";

    /** Dialects ask whether a constant is there and never go through all of them. */
    private static final List<String> OPEN_ENUMS = List.of("Capability", "SchemaFeature", "EngineErrorCode");

    /** Listeners pick the events that they know. */
    private static final String OPEN_PACKAGE = "dev.gnomon.engine.event";

    private final SortedSet<String> lines = new TreeSet<>();

    private ApiDescription() {}

    /** Describe the packages that the module exports. */
    static SortedSet<String> ofModule() throws IOException, ReflectiveOperationException {
        ApiDescription description = new ApiDescription();
        Matcher exports = Pattern.compile("exports ([a-z.]+);")
                .matcher(Files.readString(Path.of("src/main/java/module-info.java")));
        while (exports.find()) {
            for (Class<?> type : classes(exports.group(1))) {
                description.add(type);
            }
        }
        return description.lines;
    }

    /** Whether nothing like this may be added without a thought. */
    static boolean isClosed(String line) {
        return line.startsWith(CLOSED);
    }

    private static List<Class<?>> classes(String packageName) throws IOException, ReflectiveOperationException {
        List<Class<?>> classes = new ArrayList<>();
        Path folder = location().resolve(packageName.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    classes.add(
                            Class.forName(packageName + "." + name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        return classes;
    }

    private static Path location() {
        try {
            return Path.of(Dialect.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isUsable(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (!isVisible(at.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass() && !type.isLocalClass() && !type.isSynthetic();
    }

    private void add(Class<?> type) throws IllegalAccessException {
        if (!isUsable(type)) {
            return;
        }
        String name = words(type);
        lines.add(OPEN + name + ": " + kind(type) + parents(type));
        if (type.isSealed()) {
            String mark = type.getPackageName().equals(OPEN_PACKAGE) ? OPEN : CLOSED;
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                lines.add(mark + name + ": permits " + words(permitted));
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                boolean closed = field.isEnumConstant() && !OPEN_ENUMS.contains(type.getSimpleName());
                lines.add((closed ? CLOSED : OPEN) + name + "." + field.getName() + ": " + words(field.getGenericType())
                        + constant(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !type.isEnum()) {
                lines.add(OPEN + name + ".new(" + parameters(constructor.getParameters()) + ")");
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isOfObject(method)) {
                boolean toWrite = Modifier.isAbstract(method.getModifiers()) && !type.isSealed();
                lines.add((toWrite ? CLOSED : OPEN) + name + "." + method.getName() + "("
                        + parameters(method.getParameters()) + "): " + words(method.getGenericReturnType())
                        + (Modifier.isStatic(method.getModifiers()) ? " static" : "")
                        + (toWrite ? " abstract" : ""));
            }
        }
    }

    private static String kind(Class<?> type) {
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        boolean open = !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
        return (open ? "open " : "") + (type.isRecord() ? "record" : "class");
    }

    private static String parents(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .map(ApiDescription::words)
                .filter(parent -> !List.of("Object", "Record").contains(parent))
                .collect(Collectors.joining(", ", " of ", ""))
                .replaceAll(" of $", "");
    }

    private static String constant(Field field) throws IllegalAccessException {
        boolean number = Modifier.isStatic(field.getModifiers()) && field.getType() == int.class;
        return number ? " = " + field.getInt(null) : "";
    }

    private static boolean isOfObject(Method method) {
        return switch (method.getName()) {
            case "toString", "hashCode" -> method.getParameterCount() == 0;
            case "equals" -> true;
            default -> false;
        };
    }

    private static String parameters(Parameter[] parameters) {
        return Arrays.stream(parameters)
                .map(parameter -> words(parameter.getParameterizedType()))
                .collect(Collectors.joining(", "));
    }

    private static String words(Type type) {
        return type.getTypeName().replaceAll("dev\\.gnomon\\.engine\\.|java\\.(lang|util|sql|time)\\.(?=[A-Z])", "");
    }
}
