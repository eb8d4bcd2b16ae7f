package io.writeguard.it.frameworks.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** An entity as Spring Data JPA's users write it. */
@Entity
@Table(name = "users")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version
    int version;

    String name;

    String githubAccessToken;

    protected User() {}

    User(String name, String githubAccessToken) {
        this.name = name;
        this.githubAccessToken = githubAccessToken;
    }
}
