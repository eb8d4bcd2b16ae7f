package io.writeguard.bench;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** A prepared statement that does nothing. The methods are those of the interface. */
@SuppressWarnings("deprecation")
final class NoopStatement extends NoopCalls implements PreparedStatement {

    @Override
    public void addBatch() {}

    @Override
    public void clearParameters() {}

    @Override
    public boolean execute() {
        return false;
    }

    @Override
    public ResultSet executeQuery() {
        return null;
    }

    @Override
    public int executeUpdate() {
        return 1;
    }

    @Override
    public ResultSetMetaData getMetaData() {
        return null;
    }

    @Override
    public ParameterMetaData getParameterMetaData() {
        return null;
    }

    @Override
    public void setArray(int a, Array b) {}

    @Override
    public void setAsciiStream(int a, java.io.InputStream b, int c) {}

    @Override
    public void setAsciiStream(int a, java.io.InputStream b, long c) {}

    @Override
    public void setAsciiStream(int a, java.io.InputStream b) {}

    @Override
    public void setBigDecimal(int a, java.math.BigDecimal b) {}

    @Override
    public void setBinaryStream(int a, java.io.InputStream b, int c) {}

    @Override
    public void setBinaryStream(int a, java.io.InputStream b, long c) {}

    @Override
    public void setBinaryStream(int a, java.io.InputStream b) {}

    @Override
    public void setBlob(int a, java.io.InputStream b, long c) {}

    @Override
    public void setBlob(int a, java.io.InputStream b) {}

    @Override
    public void setBlob(int a, Blob b) {}

    @Override
    public void setBoolean(int a, boolean b) {}

    @Override
    public void setByte(int a, byte b) {}

    @Override
    public void setBytes(int a, byte[] b) {}

    @Override
    public void setCharacterStream(int a, java.io.Reader b, int c) {}

    @Override
    public void setCharacterStream(int a, java.io.Reader b, long c) {}

    @Override
    public void setCharacterStream(int a, java.io.Reader b) {}

    @Override
    public void setClob(int a, java.io.Reader b, long c) {}

    @Override
    public void setClob(int a, java.io.Reader b) {}

    @Override
    public void setClob(int a, Clob b) {}

    @Override
    public void setDate(int a, Date b, java.util.Calendar c) {}

    @Override
    public void setDate(int a, Date b) {}

    @Override
    public void setDouble(int a, double b) {}

    @Override
    public void setFloat(int a, float b) {}

    @Override
    public void setInt(int a, int b) {}

    @Override
    public void setLong(int a, long b) {}

    @Override
    public void setNCharacterStream(int a, java.io.Reader b, long c) {}

    @Override
    public void setNCharacterStream(int a, java.io.Reader b) {}

    @Override
    public void setNClob(int a, java.io.Reader b, long c) {}

    @Override
    public void setNClob(int a, java.io.Reader b) {}

    @Override
    public void setNClob(int a, NClob b) {}

    @Override
    public void setNString(int a, String b) {}

    @Override
    public void setNull(int a, int b, String c) {}

    @Override
    public void setNull(int a, int b) {}

    @Override
    public void setObject(int a, Object b, int c, int d) {}

    @Override
    public void setObject(int a, Object b, int c) {}

    @Override
    public void setObject(int a, Object b) {}

    @Override
    public void setRef(int a, Ref b) {}

    @Override
    public void setRowId(int a, RowId b) {}

    @Override
    public void setSQLXML(int a, SQLXML b) {}

    @Override
    public void setShort(int a, short b) {}

    @Override
    public void setString(int a, String b) {}

    @Override
    public void setTime(int a, Time b, java.util.Calendar c) {}

    @Override
    public void setTime(int a, Time b) {}

    @Override
    public void setTimestamp(int a, Timestamp b, java.util.Calendar c) {}

    @Override
    public void setTimestamp(int a, Timestamp b) {}

    @Override
    public void setURL(int a, java.net.URL b) {}

    @Override
    public void setUnicodeStream(int a, java.io.InputStream b, int c) {}
}
