package io.writeguard.it.frameworks.spring;

import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** An aggregate of Spring Data JDBC: saving it deletes all of its keys and inserts them again. */
@Table("partners")
record Partner(
        @Id Long id,
        @Version int version,
        String name,
        String clientSecret,

        @MappedCollection(idColumn = "partner", keyColumn = "position")
        List<PartnerKey> keys) {

    Partner named(String newName) {
        return new Partner(id, version, newName, clientSecret, keys);
    }

    Partner withSecret(String secret) {
        return new Partner(id, version, name, secret, keys);
    }

    Partner withKeys(List<PartnerKey> newKeys) {
        return new Partner(id, version, name, clientSecret, newKeys);
    }
}
