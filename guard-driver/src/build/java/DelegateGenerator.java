import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.tools.ToolProvider;

/**
 * Writes the abstract classes that hand each call of a JDBC interface on to the driver's object, {@code default}
 * methods included. Started by the build as a single source file; argument: the directory to write to.
 *
 * <p>Reads the interfaces as {@code --release 17} has them, so that every JDK builds the same classes. What sends SQL or
 * ends a transaction is left out on purpose: the compiler then asks the hand-written subclass for it. Whatever could
 * lead back to the driver's connection is returned through {@code guarded(…)}.
 */
public final class DelegateGenerator {

    private static final String PACKAGE = "io.writeguard.driver.jdbc";
    private static final Set<String> LEAD_BACK = Set.of(
            "java.sql.Connection",
            "java.sql.Statement",
            "java.sql.ResultSet",
            "java.sql.Array",
            "java.sql.DatabaseMetaData",
            "java.lang.Object");

    /**
     * @param name with type parameters
     * @param parameters of the constructor, handed on to the superclass
     * @param target what the calls are handed on to
     * @param byHand methods that the subclass writes
     */
    private record Delegate(
            String name, String superclass, String of, List<String> parameters, String target, Set<String> byHand) {}

    private static final List<Delegate> DELEGATES = List.of(
            new Delegate(
                    "DelegatingConnection",
                    "GuardedWrapper<java.sql.Connection>",
                    "java.sql.Connection",
                    List.of("java.sql.Connection raw"),
                    "raw",
                    Set.of(
                            "prepareStatement",
                            "prepareCall",
                            "commit",
                            "rollback",
                            "setSavepoint",
                            "releaseSavepoint",
                            "setAutoCommit",
                            "setSchema",
                            "close",
                            "abort")),
            new Delegate(
                    "DelegatingPostgresConnection",
                    "DelegatingConnection",
                    "org.postgresql.PGConnection",
                    List.of("java.sql.Connection raw"),
                    "postgres()",
                    Set.of("getCopyAPI", "getFastpathAPI")),
            new Delegate(
                    "DelegatingBaseConnection",
                    "DelegatingPostgresConnection",
                    "org.postgresql.core.BaseConnection",
                    List.of("java.sql.Connection raw"),
                    "postgres()",
                    Set.of("execSQLQuery", "execSQLUpdate", "getQueryExecutor")),
            new Delegate(
                    "DelegatingQueryExecutor",
                    "TransferModes",
                    "org.postgresql.core.QueryExecutor",
                    List.of("org.postgresql.core.QueryExecutor raw"),
                    "raw",
                    Set.of("execute", "fetch", "fastpathCall", "startCopy", "createQueryKey")),
            new Delegate(
                    "DelegatingStatement<S extends java.sql.Statement>",
                    "GuardedWrapper<S>",
                    "java.sql.Statement",
                    List.of("S raw"),
                    "raw",
                    Set.of(
                            "execute",
                            "executeQuery",
                            "executeUpdate",
                            "executeLargeUpdate",
                            "addBatch",
                            "clearBatch",
                            "executeBatch",
                            "executeLargeBatch",
                            "cancel")),
            new Delegate(
                    "DelegatingPostgresStatement<S extends java.sql.Statement>",
                    "DelegatingStatement<S>",
                    "org.postgresql.PGStatement",
                    List.of("S raw"),
                    "postgres()",
                    Set.of()),
            new Delegate(
                    "DelegatingPreparedStatement<S extends java.sql.PreparedStatement>",
                    "CapturingStatement<S>",
                    "java.sql.PreparedStatement",
                    List.of("S raw", "GuardedConnection connection"),
                    "raw",
                    Set.of(
                            "execute",
                            "executeQuery",
                            "executeUpdate",
                            "executeLargeUpdate",
                            "addBatch",
                            "clearParameters")),
            new Delegate(
                    "DelegatingCallableStatement",
                    "GuardedPreparedStatement<java.sql.CallableStatement>",
                    "java.sql.CallableStatement",
                    List.of(
                            "java.sql.CallableStatement raw",
                            "GuardedConnection connection",
                            "io.writeguard.driver.session.SqlText text"),
                    "raw",
                    Set.of()),
            new Delegate(
                    "DelegatingResultSet",
                    "CapturingResultSet",
                    "java.sql.ResultSet",
                    List.of("java.sql.ResultSet raw"),
                    "raw",
                    Set.of("updateRow", "insertRow", "deleteRow", "cancelRowUpdates", "moveToInsertRow")),
            new Delegate(
                    "DelegatingDatabaseMetaData",
                    "GuardedWrapper<java.sql.DatabaseMetaData>",
                    "java.sql.DatabaseMetaData",
                    List.of("java.sql.DatabaseMetaData raw"),
                    "raw",
                    Set.of()),
            new Delegate(
                    "DelegatingArray",
                    "Guarded<java.sql.Array>",
                    "java.sql.Array",
                    List.of("java.sql.Array raw"),
                    "raw",
                    Set.of()));

    private DelegateGenerator() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0], PACKAGE.split("\\.")));
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        List.of("--release", "17", "-proc:none", "-classpath", System.getProperty("java.class.path")),
                        List.of("java.lang.Object"),
                        null);
        for (Delegate delegate : DELEGATES) {
            TypeElement type = task.getElements().getTypeElement(delegate.of());
            String simpleName = delegate.name().replaceFirst("<.*", "");
            write(directory.resolve(simpleName + ".java"), source(delegate, simpleName, type));
        }
    }

    /** An unchanged file keeps its time, so that an incremental build has nothing to compile. */
    private static void write(Path file, String source) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(source)) {
            Files.writeString(file, source);
        }
    }

    private static String source(Delegate delegate, String simpleName, TypeElement type) {
        StringBuilder source = new StringBuilder();
        source.append("package ").append(PACKAGE).append(";\n\n");
        source.append("/** Hands each call of {@link ")
                .append(delegate.of())
                .append("} on; written by the build. */\n");
        source.append("@SuppressWarnings({\"deprecation\", \"removal\"})\n");
        source.append("abstract class ").append(delegate.name());
        source.append(" extends ").append(delegate.superclass());
        source.append(" implements ").append(delegate.of()).append(" {\n");
        String handedOn =
                delegate.parameters().stream().map(p -> p.split(" ")[1]).collect(Collectors.joining(", "));
        source.append("    ").append(simpleName).append("(").append(String.join(", ", delegate.parameters()));
        source.append(") {\n        super(").append(handedOn).append(");\n    }\n");
        if (!delegate.target().equals("raw")) {
            source.append("\n    abstract ").append(delegate.of()).append(" ").append(delegate.target());
            source.append(";\n");
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            String name = method.getSimpleName().toString();
            boolean answeredByGuarded = name.equals("unwrap") || name.equals("isWrapperFor");
            if (!method.getModifiers().contains(Modifier.STATIC)
                    && !answeredByGuarded
                    && !delegate.byHand().contains(name)) {
                source.append(method(delegate, method));
            }
        }
        return source.append("}\n").toString();
    }

    private static String method(Delegate delegate, ExecutableElement method) {
        List<String> types = new ArrayList<>();
        for (VariableElement parameter : method.getParameters()) {
            types.add(text(parameter.asType()));
        }
        String typeParameters = method.getTypeParameters().stream()
                .map(TypeParameterElement::toString)
                .collect(Collectors.joining(", "));
        String thrown =
                method.getThrownTypes().stream().map(DelegateGenerator::text).collect(Collectors.joining(", "));
        String parameters = IntStream.range(0, types.size())
                .mapToObj(i -> types.get(i) + " p" + (i + 1))
                .collect(Collectors.joining(", "));
        if (method.isVarArgs()) {
            parameters = parameters.replaceFirst("\\[] (\\w+)$", "... $1");
        }
        return "\n    @Override\n    public "
                + (typeParameters.isEmpty() ? "" : "<" + typeParameters + "> ")
                + text(method.getReturnType()) + " " + method.getSimpleName() + "(" + parameters + ")"
                + (thrown.isEmpty() ? "" : " throws " + thrown)
                + " {\n        " + body(delegate, method, types) + "\n    }\n";
    }

    private static String body(Delegate delegate, ExecutableElement method, List<String> types) {
        String name = method.getSimpleName().toString();
        boolean setsParameter = delegate.of().equals("java.sql.PreparedStatement") && name.startsWith("set");
        if (setsParameter) {
            return setter(name, types);
        }
        boolean updatesColumn = delegate.of().equals("java.sql.ResultSet") && name.startsWith("update");
        if (updatesColumn) {
            return updater(name, types);
        }
        String call = delegate.target() + "." + name + "(" + arguments(1, types.size()) + ")";
        TypeMirror returned = method.getReturnType();
        if (returned.getKind() == TypeKind.VOID) {
            return call + ";";
        }
        boolean leadsBack = LEAD_BACK.contains(text(returned)) || returned.getKind() == TypeKind.TYPEVAR;
        return "return " + (leadsBack ? "guarded(" + call + ")" : call) + ";";
    }

    private static String setter(String name, List<String> types) {
        boolean isNull = name.equals("setNull");
        int firstMore = isNull ? 2 : 3;
        String more = arguments(firstMore, types.size());
        String value = isNull ? "" : ", value";
        String call = "(statement, index, value) -> statement." + name + "(index" + value
                + (more.isEmpty() ? "" : ", " + more) + ")";
        if (name.equals("setLong") || name.equals("setInt")) {
            return name.replace("set", "bind") + "(p1, p2, " + call + ");";
        }
        if (!name.endsWith("Stream")) {
            return "bind(p1, " + (isNull ? "null" : "p2") + ", " + call + ");";
        }
        String length = types.size() > 2 ? "p3" : "java.lang.Long.MAX_VALUE";
        String binder = name.equals("setCharacterStream") || name.equals("setNCharacterStream")
                ? "bindCharacters"
                : name.replace("set", "bind");
        return binder + "(p1, p2, " + length + ", " + call + ");";
    }

    /** Of a column of a ResultSet, which it names by its number or by its label. */
    private static String updater(String name, List<String> types) {
        boolean isNull = name.equals("updateNull");
        String more = arguments(3, types.size());
        String column = types.get(0).equals("int") ? "() -> p1" : "() -> raw.findColumn(p1)";
        String call =
                "value -> raw." + name + "(p1" + (isNull ? "" : ", value") + (more.isEmpty() ? "" : ", " + more) + ")";
        if (!name.endsWith("Stream")) {
            return "update(" + column + ", " + (isNull ? "null" : "p2") + ", " + call + ");";
        }
        String length = types.size() > 2 ? "p3" : "java.lang.Long.MAX_VALUE";
        String content =
                name.equals("updateBinaryStream") ? "Bytes" : name.equals("updateAsciiStream") ? "Ascii" : "Text";
        return "update" + content + "(" + column + ", p2, " + length + ", " + call + ");";
    }

    private static String arguments(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "p" + i).collect(Collectors.joining(", "));
    }

    /** In source form, without the annotations that {@code toString} would show. */
    private static String text(TypeMirror type) {
        if (type instanceof PrimitiveType || type instanceof NoType) {
            return type.getKind().name().toLowerCase(Locale.ROOT);
        }
        if (type instanceof ArrayType array) {
            return text(array.getComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null ? "?" : "? extends " + text(wildcard.getExtendsBound());
        }
        if (type instanceof TypeVariable variable) {
            return variable.asElement().getSimpleName().toString();
        }
        DeclaredType declared = (DeclaredType) type;
        String name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
        if (declared.getTypeArguments().isEmpty()) {
            return name;
        }
        return declared.getTypeArguments().stream()
                .map(DelegateGenerator::text)
                .collect(Collectors.joining(", ", name + "<", ">"));
    }
}
