package io.writeguard.driver.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameHintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            password_hash                 | STRONG
            encrypted_password            | STRONG
            passwordDigest                | STRONG
            password_salt                 | STRONG
            token                         | STRONG
            secret                        | STRONG
            api_key                       | STRONG
            apiKey                        | STRONG
            API_KEY                       | STRONG
            refresh_token                 | STRONG
            client_secret                 | STRONG
            clientSecret2                 | STRONG
            totp_secret                   | STRONG
            otp_seed                      | STRONG
            private_key                   | STRONG
            private_key_pem               | STRONG
            webhook_secret                | STRONG
            signing_secret                | STRONG
            s3.secret_access_key          | STRONG
            smtp-password                 | STRONG
            backup_codes                  | STRONG
            reset_password_token          | SHORT_LIVED
            invitation_token              | SHORT_LIVED
            next_page_token               | SHORT_LIVED
            key                           | WEAK
            value                         | WEAK
            webhook_url                   | WEAK
            token_count                   | NONE
            tokens_used                   | NONE
            secret_santa_id               | NONE
            password_changed_at           | NONE
            passwordChangedAt             | NONE
            password_hint                 | NONE
            failed_password_attempts      | NONE
            is_secret                     | NONE
            has_password                  | NONE
            requires_token                | NONE
            token_type                    | NONE
            secret_name                   | NONE
            secret_question               | NONE
            public_key                    | NONE
            publishable_key               | NONE
            api_key_id                    | NONE
            api_key_prefix                | NONE
            client_secret_expires_at      | NONE
            password_policy               | NONE
            masked_token                  | NONE
            email                         | NONE
            """)
    void readsTheName(String name, NameHint hint) {
        assertThat(NameHint.of(name)).isEqualTo(hint);
    }
}
