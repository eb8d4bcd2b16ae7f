package io.writeguard.it.frameworks;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.type.SqlTypes;

/** A user of some service as Hibernate users write it: versioned, with a document and a collection of secrets. */
@Entity
@Table(name = "members")
@SQLDelete(sql = "update members set deleted_at = now() where id = ? and version = ?")
public class Member {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "member_ids")
    @jakarta.persistence.SequenceGenerator(name = "member_ids", sequenceName = "member_ids", allocationSize = 50)
    Long id;

    @Version
    int version;

    String name;

    String token;

    @Column(name = "deleted_at")
    Instant deletedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> settings = new HashMap<>();

    @ElementCollection
    @CollectionTable(name = "member_codes", joinColumns = @JoinColumn(name = "member_id"))
    @Column(name = "code")
    List<String> codes = new ArrayList<>();

    protected Member() {}

    Member(String name, String token) {
        this.name = name;
        this.token = token;
    }
}
