package io.writeguard.it.frameworks;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Dynamic SQL as MyBatis users write it. */
interface TokenMapper {

    @Select("select id, label, secret from tokens order by id")
    List<Token> all();

    @Update("update tokens set label = #{label}, secret = #{secret} where id = #{id}")
    int update(Token token);

    @Update("""
            <script>update tokens
            <set><if test="label != null">label = #{label},</if><if test="secret != null">secret = #{secret},</if></set>
            where id = #{id}</script>""")
    int updateSelective(Token token);

    @Insert("""
            <script>insert into tokens (id, label, secret) values
            <foreach collection="tokens" item="t" separator=",">(#{t.id}, #{t.label}, #{t.secret})</foreach>
            on conflict (id) do update set label = excluded.label, secret = excluded.secret</script>""")
    int upsertAll(@Param("tokens") List<Token> tokens);

    @Update("""
            <script><foreach collection="tokens" item="t" separator=";">
            update tokens set secret = #{t.secret} where id = #{t.id}</foreach></script>""")
    int updateEach(@Param("tokens") List<Token> tokens);

    @Update("""
            <script>update tokens set secret = case id
            <foreach collection="tokens" item="t">when #{t.id} then #{t.secret} </foreach> end
            where id in <foreach collection="tokens" item="t" open="(" separator="," close=")">#{t.id}</foreach></script>""")
    int updateByCase(@Param("tokens") List<Token> tokens);

    /** Without a label the WHERE is gone. */
    @Update("""
            <script>update tokens set secret = null
            <where><if test="label != null">label = #{label}</if></where></script>""")
    int revoke(@Param("label") String label);

    @Delete("""
            <script>delete from tokens
            <where><if test="ids != null">
            id in <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach></if></where></script>""")
    int delete(@Param("ids") List<Integer> ids);

    /** Text substitution. */
    @Update("update tokens set secret = '${secret}' where id = ${id}")
    int updateAsText(Token token);
}
