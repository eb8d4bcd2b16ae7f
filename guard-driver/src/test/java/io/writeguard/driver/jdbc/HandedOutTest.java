package io.writeguard.driver.jdbc;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgConnection;

/**
 * Every type of JDBC and of pgjdbc that some method of a guarded object returns, on the JDK and with the driver in use: it is
 * one that the guard stands in front of, or it is listed here with the reason why it needs none. A type that is new fails,
 * and so does a method that is new in one of pgjdbc's.
 */
class HandedOutTest {

    /** {@link DelegatesTest} sees to it that every method of these answers through the guard. */
    private static final Set<String> GUARDED = Set.of(
            "java.sql.Connection",
            "java.sql.Statement",
            "java.sql.PreparedStatement",
            "java.sql.CallableStatement",
            "java.sql.ResultSet",
            "java.sql.Array",
            "java.sql.DatabaseMetaData",
            "javax.sql.DataSource",
            "org.postgresql.PGConnection",
            "org.postgresql.core.BaseConnection",
            "org.postgresql.core.QueryExecutor",
            "org.postgresql.PGStatement",
            "org.postgresql.PGRefCursorResultSet",
            "org.postgresql.copy.CopyManager",
            "org.postgresql.copy.CopyIn");

    private static final String VALUE = "a value; leads nowhere";
    private static final String LARGE_OBJECT = "a large object lies in no guarded table";
    private static final String NEVER = "the guarded DataSource makes none";

    private static final Map<String, String> JDBC = Map.ofEntries(
            entry("java.sql.Blob", LARGE_OBJECT),
            entry("java.sql.Clob", LARGE_OBJECT),
            entry("java.sql.NClob", LARGE_OBJECT),
            entry("java.sql.ConnectionBuilder", NEVER),
            entry("java.sql.ShardingKeyBuilder", NEVER),
            entry("java.sql.ShardingKey", NEVER),
            entry("java.sql.Date", VALUE),
            entry("java.sql.Time", VALUE),
            entry("java.sql.Timestamp", VALUE),
            entry("java.sql.SQLWarning", VALUE),
            entry("java.sql.SQLException", VALUE),
            entry("java.sql.RowId", VALUE),
            entry("java.sql.RowIdLifetime", VALUE),
            entry("java.sql.Ref", "pgjdbc has none"),
            entry("java.sql.Struct", "pgjdbc has none"),
            entry("java.sql.SQLXML", VALUE),
            entry("java.sql.Savepoint", VALUE),
            entry("java.sql.ResultSetMetaData", "describes columns; leads back to no connection"),
            entry("java.sql.ParameterMetaData", "describes parameters; leads back to no connection"));

    /** Of pgjdbc's own types, with every method that they have. */
    private static final Map<String, String> PGJDBC = Map.ofEntries(
            // what a query wrote is judged before it is read out
            entry(
                    "org.postgresql.copy.CopyOut",
                    "cancelCopy getFieldCount getFieldFormat getFormat getHandledRowCount isActive readFromCopy"),
            // replication; refused where its text names a guarded table
            entry(
                    "org.postgresql.copy.CopyDual",
                    "cancelCopy endCopy flushCopy getFieldCount getFieldFormat getFormat getHandledRowCount isActive"
                            + " readFromCopy writeToCopy"),
            // a large object lies in no guarded table
            entry("org.postgresql.largeobject.LargeObjectManager", "create createLO delete open unlink"),
            entry(
                    "org.postgresql.largeobject.LargeObject",
                    "close copy getInputStream getLongOID getOID getOutputStream read seek seek64 size size64 tell tell64"
                            + " truncate truncate64 write"),
            // refused: it calls functions by their number, of which no text tells
            entry(
                    "org.postgresql.fastpath.Fastpath",
                    "addFunction addFunctions fastpath getData getID getInteger getLong getOID getServerVersionNum"),
            // replication reads the log, and writes no table
            entry(
                    "org.postgresql.replication.PGReplicationConnection",
                    "createReplicationSlot dropReplicationSlot replicationStream"),
            entry(
                    "org.postgresql.replication.PGReplicationStream",
                    "close forceUpdateStatus getLastAppliedLSN getLastFlushedLSN getLastReceiveLSN isClosed read"
                            + " readPending setAppliedLSN setFlushedLSN"),
            entry("org.postgresql.replication.fluent.ChainedCreateReplicationSlotBuilder", "logical physical"),
            entry(
                    "org.postgresql.replication.fluent.logical.ChainedLogicalCreateSlotBuilder",
                    "make withOutputPlugin withSlotName withTemporaryOption"),
            entry(
                    "org.postgresql.replication.fluent.physical.ChainedPhysicalCreateSlotBuilder",
                    "make withSlotName withTemporaryOption"),
            entry(
                    "org.postgresql.replication.fluent.ChainedCommonCreateSlotBuilder",
                    "make withSlotName withTemporaryOption"),
            entry("org.postgresql.replication.fluent.ChainedStreamBuilder", "logical physical"),
            entry(
                    "org.postgresql.replication.fluent.logical.ChainedLogicalStreamBuilder",
                    "start withAutomaticFlush withSlotName withSlotOption withSlotOptions withStartPosition"
                            + " withStatusInterval"),
            entry(
                    "org.postgresql.replication.fluent.physical.ChainedPhysicalStreamBuilder",
                    "start withAutomaticFlush withSlotName withStartPosition withStatusInterval"),
            entry(
                    "org.postgresql.replication.fluent.ChainedCommonStreamBuilder",
                    "withAutomaticFlush withSlotName withStartPosition withStatusInterval"),
            // what can be prepared with a QueryExecutor that runs nothing
            entry(
                    "org.postgresql.core.Query",
                    "close createParameterList getBatchSize getNativeSql getResultSetColumnNameIndexMap"
                            + " getSqlCommand getSubqueries isEmpty isStatementDescribed toString"),
            entry("org.postgresql.core.CachedQuery", "getExecuteCount getSize increaseExecuteCount toString"),
            entry(
                    "org.postgresql.core.ParameterList",
                    "appendAll clear copy getInParameterCount getOutParameterCount getParameterCount getTypeOIDs"
                            + " getValues registerOutParameter setBinaryParameter setBytea setIntParameter setLiteralParameter"
                            + " setNull setStringParameter setText toString"),
            entry(
                    "org.postgresql.core.SqlCommand",
                    "getBatchRewriteValuesBraceClosePosition getBatchRewriteValuesBraceOpenPosition getType"
                            + " isBatchedReWriteCompatible isReturningKeywordPresent returnsRows"),
            entry("org.postgresql.core.SqlCommandType", ""),
            // judged where it is started
            entry(
                    "org.postgresql.copy.CopyOperation",
                    "cancelCopy getFieldCount getFieldFormat getFormat getHandledRowCount isActive"),
            // replication, as above
            entry("org.postgresql.core.ReplicationProtocol", "startLogical startPhysical"),
            // names, formats and states
            entry(
                    "org.postgresql.core.Encoding",
                    "decode decodeCanonicalized decodeCanonicalizedIfPresent encode getDecodingReader"
                            + " getEncodingWriter hasAsciiNumbers name toString"),
            entry("org.postgresql.core.TransactionState", ""),
            entry("org.postgresql.core.ProtocolVersion", ""),
            entry(
                    "org.postgresql.util.HostSpec",
                    "equals getHost getLocalSocketAddress getPort hashCode shouldResolve toString"),
            entry("org.postgresql.jdbc.EscapeSyntaxCallMode", ""),
            entry(
                    "org.postgresql.core.TypeInfo",
                    "addCoreType addDataType getArrayDelimiter getDisplaySize getJavaArrayType getJavaClass"
                            + " getMaximumPrecision getPGArrayElement getPGArrayType getPGType getPGTypeNamesWithSQLTypes"
                            + " getPGTypeOidsWithSQLTypes getPGobject getPrecision getSQLType getScale getTypeForAlias"
                            + " intOidToLong isCaseSensitive isSigned longOidToInt requiresQuoting requiresQuotingSqlType"),
            entry(
                    "org.postgresql.jdbc.TimestampUtils",
                    "convertToDate convertToTime getSharedCalendar hasFastDefaultTimeZone timeToString toBinDate"
                            + " toDate toDateBin toLocalDate toLocalDateBin toLocalDateTime toLocalDateTimeBin toLocalTime"
                            + " toLocalTimeBin toOffsetDateTime toOffsetDateTimeBin toOffsetTime toOffsetTimeBin toString"
                            + " toStringOffsetDateTime toStringOffsetTimeBin toTime toTimeBin toTimestamp toTimestampBin"
                            + " withClientOffsetSameInstant"),
            entry("org.postgresql.util.LruCache", "borrow get put putAll"),
            entry("org.postgresql.util.CanEstimateSize", "getSize"),
            entry(
                    "org.postgresql.xml.PGXmlFactoryFactory",
                    "createXMLReader newDocumentBuilder newSAXTransformerFactory newTransformerFactory"
                            + " newXMLInputFactory newXMLOutputFactory"),
            // values
            entry(
                    "org.postgresql.replication.ReplicationSlotInfo",
                    "getConsistentPoint getOutputPlugin getReplicationType getSlotName getSnapshotName"),
            entry("org.postgresql.replication.ReplicationType", ""),
            entry("org.postgresql.replication.LogSequenceNumber", "asLong asString compareTo equals hashCode toString"),
            entry("org.postgresql.PGNotification", "getName getPID getParameter"),
            entry(
                    "org.postgresql.PGResultSetMetaData",
                    "getBaseColumnName getBaseSchemaName getBaseTableName getFormat"),
            entry("org.postgresql.jdbc.AutoSave", ""),
            entry("org.postgresql.jdbc.PreferQueryMode", ""));

    @Test
    void everyTypeIsGuardedOrListed() {
        Set<String> known = new TreeSet<>(GUARDED);
        known.addAll(JDBC.keySet());
        known.addAll(PGJDBC.keySet());
        assertThat(reachable().stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyMethodOfPgjdbcIsListed() {
        Map<String, String> methods = new TreeMap<>();
        for (Class<?> type : reachable()) {
            if (PGJDBC.containsKey(type.getName())) {
                methods.put(type.getName(), type.isEnum() ? "" : namesOf(type));
            }
        }
        assertThat(methods).isEqualTo(new TreeMap<>(PGJDBC));
    }

    private static String namesOf(Class<?> type) {
        return methods(type)
                .filter(method -> !method.isBridge())
                .map(Method::getName)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** From what applications get, by what its methods return, and what the methods of that return. */
    private static Set<Class<?>> reachable() {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> root : new Class<?>[] {
            Connection.class,
            javax.sql.DataSource.class,
            org.postgresql.PGConnection.class,
            BaseConnection.class,
            org.postgresql.PGStatement.class,
            org.postgresql.PGRefCursorResultSet.class,
            org.postgresql.PGResultSetMetaData.class
        }) {
            follow(root, found);
        }
        return found;
    }

    private static void follow(Class<?> returned, Set<Class<?>> found) {
        Class<?> type = returned.isArray() ? returned.getComponentType() : returned;
        boolean ofTheDatabase =
                Stream.of("java.sql.", "javax.sql.", "org.postgresql.").anyMatch(type.getName()::startsWith);
        if (ofTheDatabase && found.add(type)) {
            methods(type).forEach(method -> follow(method.getReturnType(), found));
        }
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != Object.class);
    }

    /** As by a pool that does not own up to what its unwrap hands out. */
    @Test
    void whatIsHandedOutUnannouncedIsRefusedToo() {
        Connection raw = new RawObjects(false).create(Connection.class);
        GuardedConnection connection = new GuardedConnection(raw, new RecordingSession(raw));

        assertThatThrownBy(() -> connection.unwrap(PgConnection.class)).hasMessageStartingWith("refused");
    }
}
