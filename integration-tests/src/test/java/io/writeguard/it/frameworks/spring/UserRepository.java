package io.writeguard.it.frameworks.spring;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;
import org.springframework.transaction.annotation.Transactional;

/** Derived and declared queries. */
@Transactional
public interface UserRepository extends JpaRepository<User, Long> {

    List<User> findByNameStartingWithOrderById(String prefix);

    long deleteByName(String name);

    long deleteByNameStartingWith(String prefix);

    @Modifying(clearAutomatically = true)
    @Query("update User u set u.githubAccessToken = null where u.name = :name")
    int revoke(@Param("name") String name);

    @Modifying(clearAutomatically = true)
    @Query("update User u set u.githubAccessToken = null where u.name like concat(:prefix, '%')")
    int revokeAll(@Param("prefix") String prefix);

    @Modifying(clearAutomatically = true)
    @Query(value = "update users set github_access_token = :token where id in (:ids)", nativeQuery = true)
    int overwrite(@Param("token") String token, @Param("ids") List<Long> ids);
}
