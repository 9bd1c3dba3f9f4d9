import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Writes the classes of jars in a form that the ahead-of-time cache takes whole. What they do stays the same.
 *
 * <ul>
 *   <li>The cache takes no classes of before release 6, which lack the types that the verifier wants: they are written
 *       in the format of release 8.
 *   <li>The cache keeps no linked {@code switch} over types and no linked {@code equals}, {@code hashCode} and
 *       {@code toString} of records: the JVM would make a class or a tree of method handles for each of them at every start. They become
 *       plain methods of the class.
 * </ul>
 *
 * <pre>java distribution/Modernise.java JAR…</pre>
 */
final class Modernise {

    private static final int OLDEST_TAKEN = ClassFile.JAVA_6_VERSION;
    private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
    private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    private Modernise() {}

    public static void main(String[] jars) throws IOException {
        List<URL> addresses = new ArrayList<>();
        for (String jar : jars) {
            addresses.add(new File(jar).toURI().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(addresses.toArray(new URL[0]))) {
            ClassFile format = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.defaultResolver()
                            .orElse(ClassHierarchyResolver.ofResourceParsing(loader))));
            for (String jar : jars) {
                rewrite(Path.of(jar), format);
            }
        }
    }

    private static void rewrite(Path jar, ClassFile format) throws IOException {
        Path written = Path.of(jar + ".new");
        try (JarFile from = new JarFile(jar.toFile(), false);
                OutputStream file = Files.newOutputStream(written);
                JarOutputStream to = new JarOutputStream(file)) {
            for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                to.putNextEntry(new JarEntry(entry.getName()));
                to.write(entry.getName().endsWith(".class") ? modern(format, bytes) : bytes);
            }
        }
        Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] modern(ClassFile format, byte[] bytes) {
        ClassModel model = format.parse(bytes);
        if (model.majorVersion() >= OLDEST_TAKEN) {
            return new Plain(model).written(format, bytes);
        }
        ClassTransform code = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        return format.withOptions(ClassFile.StackMapsOption.GENERATE_STACK_MAPS)
                .transformClass(model, code.andThen(version));
    }

    /** A class whose switches over types and methods of records become methods of its own. */
    private static final class Plain {

        private final ClassModel model;
        private final ClassDesc self;

        /** Each call that is replaced, by what it is and what it knows, with the method that takes its place. */
        private final Map<List<Object>, String> methods = new LinkedHashMap<>();

        Plain(ClassModel model) {
            this.model = model;
            this.self = model.thisClass().asSymbol();
        }

        byte[] written(ClassFile format, byte[] bytes) {
            Predicate<MethodModel> concerned = method -> method.code().isPresent()
                    && method.code().get().elementStream().anyMatch(element -> isReplaced(element));
            if (model.methods().stream().noneMatch(concerned)) {
                return bytes;
            }
            CodeTransform calls = (builder, element) -> {
                if (isReplaced(element)) {
                    InvokeDynamicInstruction call = (InvokeDynamicInstruction) element;
                    builder.invoke(
                            Opcode.INVOKESTATIC,
                            self,
                            methods.computeIfAbsent(
                                    List.of(call.name().stringValue(), call.typeSymbol(), call.bootstrapArgs()),
                                    some -> "plain$" + call.name().stringValue() + "$" + methods.size()),
                            call.typeSymbol(),
                            model.flags().has(AccessFlag.INTERFACE));
                } else {
                    builder.with(element);
                }
            };
            return format.transformClass(
                    model,
                    ClassTransform.transformingMethodBodies(concerned, calls)
                            .andThen(ClassTransform.endHandler(this::addMethods)));
        }

        private static boolean isReplaced(CodeElement element) {
            if (!(element instanceof InvokeDynamicInstruction call)) {
                return false;
            }
            DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
            return switch (bootstrap.owner().displayName() + "." + bootstrap.methodName()) {
                case "SwitchBootstraps.typeSwitch" ->
                    call.bootstrapArgs().stream()
                            .allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
                case "ObjectMethods.bootstrap" -> true;
                default -> false;
            };
        }

        private void addMethods(ClassBuilder builder) {
            methods.forEach((call, name) -> builder.withMethodBody(
                    name,
                    (MethodTypeDesc) call.get(1),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                    code -> {
                        @SuppressWarnings("unchecked")
                        List<ConstantDesc> known = (List<ConstantDesc>) call.get(2);
                        switch ((String) call.get(0)) {
                            case "typeSwitch" -> typeSwitch(code, known);
                            case "equals" -> equals(code, components(known));
                            case "hashCode" -> hashCode(code, components(known));
                            default -> text(code, components(known));
                        }
                    }));
        }

        /** Answers which label, from the one asked for on, the value is of; -1 for null; their number if it is of none. */
        private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
            Label there = code.newLabel();
            code.aload(0).ifnonnull(there).iconst_m1().ireturn().labelBinding(there);
            for (int label = 0; label < labels.size(); label++) {
                Label next = code.newLabel();
                code.iload(1).loadConstant(label).if_icmpgt(next);
                code.aload(0).instanceOf((ClassDesc) labels.get(label)).ifeq(next);
                code.loadConstant(label).ireturn().labelBinding(next);
            }
            code.loadConstant(labels.size()).ireturn();
        }

        /** A record's class, the names of its components and what reads each of them. */
        private static List<DirectMethodHandleDesc> components(List<ConstantDesc> known) {
            return known.subList(2, known.size()).stream()
                    .map(DirectMethodHandleDesc.class::cast)
                    .toList();
        }

        private void equals(CodeBuilder code, List<DirectMethodHandleDesc> components) {
            Label another = code.newLabel();
            Label differs = code.newLabel();
            code.aload(0).aload(1).if_acmpne(another).iconst_1().ireturn().labelBinding(another);
            code.aload(1).instanceOf(self).ifeq(differs);
            code.aload(1).checkcast(self).astore(2);
            for (DirectMethodHandleDesc component : components) {
                ClassDesc type = component.invocationType().returnType();
                code.aload(0).getfield(self, component.methodName(), type);
                code.aload(2).getfield(self, component.methodName(), type);
                switch (TypeKind.from(type)) {
                    case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(differs);
                    case LONG -> code.lcmp().ifne(differs);
                    case FLOAT ->
                        code.invokestatic(FLOAT, "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(differs);
                    case DOUBLE ->
                        code.invokestatic(DOUBLE, "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(differs);
                    default ->
                        code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                                .ifeq(differs);
                }
            }
            code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
        }

        private void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> components) {
            code.iconst_0();
            for (DirectMethodHandleDesc component : components) {
                ClassDesc type = component.invocationType().returnType();
                code.bipush(31).imul().aload(0).getfield(self, component.methodName(), type);
                if (type.isPrimitive()) {
                    code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
                } else {
                    code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
                }
                code.iadd();
            }
            code.ireturn();
        }

        /** Gives a record's text as the JVM does: {@code Name[first=1, second=2]}. */
        private void text(CodeBuilder code, List<DirectMethodHandleDesc> components) {
            code.new_(BUILDER).dup().loadConstant(simpleName() + "[");
            code.invokespecial(BUILDER, "<init>", MethodTypeDesc.of(CD_void, CD_String));
            String before = "";
            for (DirectMethodHandleDesc component : components) {
                ClassDesc type = component.invocationType().returnType();
                append(code.loadConstant(before + component.methodName() + "="), CD_String);
                code.aload(0).getfield(self, component.methodName(), type);
                append(code, switch (TypeKind.from(type)) {
                    case BYTE, SHORT -> CD_int;
                    case REFERENCE -> CD_Object;
                    default -> type;
                });
                before = ", ";
            }
            append(code.loadConstant("]"), CD_String);
            code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String)).areturn();
        }

        private static void append(CodeBuilder code, ClassDesc type) {
            code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, type));
        }

        private String simpleName() {
            return model.findAttribute(Attributes.innerClasses()).stream()
                    .flatMap(attribute -> attribute.classes().stream())
                    .filter(inner -> inner.innerClass().asSymbol().equals(self))
                    .flatMap(inner -> inner.innerName().stream())
                    .map(Utf8Entry::stringValue)
                    .findFirst()
                    .orElse(self.displayName());
        }

        private static ClassDesc box(ClassDesc primitive) {
            return switch (primitive.displayName()) {
                case "int" -> ClassDesc.of("java.lang.Integer");
                case "char" -> ClassDesc.of("java.lang.Character");
                default -> {
                    String name = primitive.displayName();
                    yield ClassDesc.of("java.lang." + Character.toUpperCase(name.charAt(0)) + name.substring(1));
                }
            };
        }
    }
}
