package io.writeguard.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A real connection whose statements do nothing any more once it is told to: the guard reads the catalog from the real one
 * when it opens. The methods are those of the interface.
 */
@SuppressWarnings("all")
class StubConnection implements Connection {

    /** Of this JVM, which measures one thing: a peer may hide the connection. */
    static volatile boolean stubbing;

    private final Connection real;

    StubConnection(Connection real) {
        this.real = real;
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return stubbing ? new NoopStatement() : real.prepareStatement(sql);
    }

    @Override
    public Statement createStatement() throws SQLException {
        return stubbing ? new NoopStatement() : real.createStatement();
    }

    @Override
    public void abort(java.util.concurrent.Executor a) throws SQLException {
        real.abort(a);
    }

    @Override
    public void clearWarnings() throws SQLException {
        real.clearWarnings();
    }

    @Override
    public void close() throws SQLException {
        real.close();
    }

    @Override
    public void commit() throws SQLException {
        real.commit();
    }

    @Override
    public java.sql.Array createArrayOf(java.lang.String a, java.lang.Object[] b) throws SQLException {
        return real.createArrayOf(a, b);
    }

    @Override
    public java.sql.Blob createBlob() throws SQLException {
        return real.createBlob();
    }

    @Override
    public java.sql.Clob createClob() throws SQLException {
        return real.createClob();
    }

    @Override
    public java.sql.NClob createNClob() throws SQLException {
        return real.createNClob();
    }

    @Override
    public java.sql.SQLXML createSQLXML() throws SQLException {
        return real.createSQLXML();
    }

    @Override
    public java.sql.Statement createStatement(int a, int b, int c) throws SQLException {
        return real.createStatement(a, b, c);
    }

    @Override
    public java.sql.Statement createStatement(int a, int b) throws SQLException {
        return real.createStatement(a, b);
    }

    @Override
    public java.sql.Struct createStruct(java.lang.String a, java.lang.Object[] b) throws SQLException {
        return real.createStruct(a, b);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        return real.getAutoCommit();
    }

    @Override
    public java.lang.String getCatalog() throws SQLException {
        return real.getCatalog();
    }

    @Override
    public java.util.Properties getClientInfo() throws SQLException {
        return real.getClientInfo();
    }

    @Override
    public java.lang.String getClientInfo(java.lang.String a) throws SQLException {
        return real.getClientInfo(a);
    }

    @Override
    public int getHoldability() throws SQLException {
        return real.getHoldability();
    }

    @Override
    public java.sql.DatabaseMetaData getMetaData() throws SQLException {
        return real.getMetaData();
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        return real.getNetworkTimeout();
    }

    @Override
    public java.lang.String getSchema() throws SQLException {
        return real.getSchema();
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        return real.getTransactionIsolation();
    }

    @Override
    public java.util.Map<java.lang.String, java.lang.Class<?>> getTypeMap() throws SQLException {
        return real.getTypeMap();
    }

    @Override
    public java.sql.SQLWarning getWarnings() throws SQLException {
        return real.getWarnings();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return real.isClosed();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return real.isReadOnly();
    }

    @Override
    public boolean isValid(int a) throws SQLException {
        return real.isValid(a);
    }

    @Override
    public boolean isWrapperFor(java.lang.Class<?> a) throws SQLException {
        return real.isWrapperFor(a);
    }

    @Override
    public java.lang.String nativeSQL(java.lang.String a) throws SQLException {
        return real.nativeSQL(a);
    }

    @Override
    public java.sql.CallableStatement prepareCall(java.lang.String a, int b, int c, int d) throws SQLException {
        return real.prepareCall(a, b, c, d);
    }

    @Override
    public java.sql.CallableStatement prepareCall(java.lang.String a, int b, int c) throws SQLException {
        return real.prepareCall(a, b, c);
    }

    @Override
    public java.sql.CallableStatement prepareCall(java.lang.String a) throws SQLException {
        return real.prepareCall(a);
    }

    @Override
    public java.sql.PreparedStatement prepareStatement(java.lang.String a, int[] b) throws SQLException {
        return real.prepareStatement(a, b);
    }

    @Override
    public java.sql.PreparedStatement prepareStatement(java.lang.String a, java.lang.String[] b) throws SQLException {
        return real.prepareStatement(a, b);
    }

    @Override
    public java.sql.PreparedStatement prepareStatement(java.lang.String a, int b, int c, int d) throws SQLException {
        return real.prepareStatement(a, b, c, d);
    }

    @Override
    public java.sql.PreparedStatement prepareStatement(java.lang.String a, int b, int c) throws SQLException {
        return real.prepareStatement(a, b, c);
    }

    @Override
    public java.sql.PreparedStatement prepareStatement(java.lang.String a, int b) throws SQLException {
        return real.prepareStatement(a, b);
    }

    @Override
    public void releaseSavepoint(java.sql.Savepoint a) throws SQLException {
        real.releaseSavepoint(a);
    }

    @Override
    public void rollback() throws SQLException {
        real.rollback();
    }

    @Override
    public void rollback(java.sql.Savepoint a) throws SQLException {
        real.rollback(a);
    }

    @Override
    public void setAutoCommit(boolean a) throws SQLException {
        real.setAutoCommit(a);
    }

    @Override
    public void setCatalog(java.lang.String a) throws SQLException {
        real.setCatalog(a);
    }

    @Override
    public void setClientInfo(java.lang.String a, java.lang.String b) throws java.sql.SQLClientInfoException {
        real.setClientInfo(a, b);
    }

    @Override
    public void setClientInfo(java.util.Properties a) throws java.sql.SQLClientInfoException {
        real.setClientInfo(a);
    }

    @Override
    public void setHoldability(int a) throws SQLException {
        real.setHoldability(a);
    }

    @Override
    public void setNetworkTimeout(java.util.concurrent.Executor a, int b) throws SQLException {
        real.setNetworkTimeout(a, b);
    }

    @Override
    public void setReadOnly(boolean a) throws SQLException {
        real.setReadOnly(a);
    }

    @Override
    public java.sql.Savepoint setSavepoint() throws SQLException {
        return real.setSavepoint();
    }

    @Override
    public java.sql.Savepoint setSavepoint(java.lang.String a) throws SQLException {
        return real.setSavepoint(a);
    }

    @Override
    public void setSchema(java.lang.String a) throws SQLException {
        real.setSchema(a);
    }

    @Override
    public void setTransactionIsolation(int a) throws SQLException {
        real.setTransactionIsolation(a);
    }

    @Override
    public void setTypeMap(java.util.Map<java.lang.String, java.lang.Class<?>> a) throws SQLException {
        real.setTypeMap(a);
    }

    @Override
    public <T> T unwrap(java.lang.Class<T> a) throws SQLException {
        return real.unwrap(a);
    }
}
