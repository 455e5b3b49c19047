import path from "node:path";

/** Ports of an operator. */
export interface Ports {
  readonly submission: number;
  readonly submissions: number;
  readonly imap: number;
  readonly imaps: number;
}

const domainOf = (address: string): string => address.slice(address.indexOf("@") + 1);

/** Postfix: submission for authenticated clients with a certificate, delivery to Dovecot, nothing to the outside. */
export function mainCf(root: string, addresses: readonly string[], dsn: boolean): string {
  const domains = [...new Set(addresses.map(domainOf))];
  return `compatibility_level = 3.6
queue_directory = ${path.join(root, "spool")}
data_directory = ${path.join(root, "data")}
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${path.join(root, "postfix.log")}
maillog_file_prefixes = ${root}
myhostname = mx.operateur-test.mssante.fr
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = ${domains.join(", ")}
virtual_mailbox_maps = inline:{${addresses.map((address) => `{ ${address} = x }`).join(", ")}}
smtpd_sender_login_maps = inline:{${addresses.map((address) => `{ ${address} = ${address} }`).join(", ")}}
virtual_transport = lmtp:unix:private/dovecot-lmtp
default_transport = error:5.7.1 domaine hors espace de confiance
smtp_tls_security_level = none
message_size_limit = 26214400
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_tls_cert_file = ${path.join(root, "tls/server.pem")}
smtpd_tls_key_file = ${path.join(root, "tls/server.key")}
smtpd_tls_CAfile = ${path.join(root, "tls/ca.pem")}
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_peername_lookup = no
smtpd_client_connection_count_limit = 0
${dsn ? "" : "smtpd_discard_ehlo_keywords = dsn\n"}`;
}

const SUBMISSION = `  -o smtpd_sasl_auth_enable=yes
  -o smtpd_tls_ask_ccert=yes
  -o smtpd_tls_req_ccert=yes
  -o smtpd_relay_restrictions=
  -o smtpd_sender_restrictions=reject_authenticated_sender_login_mismatch
  -o smtpd_recipient_restrictions=reject_unlisted_recipient,permit_sasl_authenticated,reject
`;

/** Services of Postfix; without chroot, since everything is in one folder. */
export function masterCf({ submission, submissions }: Ports): string {
  return `127.0.0.1:${submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
${SUBMISSION}127.0.0.1:${submissions} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_tls_security_level=encrypt
${SUBMISSION}pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}

function authentication(root: string, external: boolean): string {
  if (external) {
    return `auth_mechanisms = external
auth_ssl_username_from_cert = yes
ssl_cert_username_field = commonName
passdb {
  driver = static
  args = nopassword=y
  mechanisms = external
}`;
  }
  return `auth_mechanisms = plain login xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${path.join(root, "oauth.conf")}
}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = username_format=%u ${path.join(root, "users")}
}`;
}

/** Where Postfix asks Dovecot about passwords, in the folder of the operator. */
export const AUTH_SOCKET = "spool/private/auth";

/** Dovecot: IMAP with client certificates, LMTP and SASL for Postfix. */
export function dovecotConf(root: string, { imap, imaps }: Ports, external: boolean): string {
  return `base_dir = ${path.join(root, "run")}
state_dir = ${path.join(root, "state")}
log_path = ${path.join(root, "dovecot.log")}
protocols = imap lmtp
listen = 127.0.0.1
mail_location = maildir:${path.join(root, "mail")}/%u
first_valid_uid = 1
mail_uid = nobody
mail_gid = nogroup
ssl = required
ssl_cert = <${path.join(root, "tls/server.pem")}
ssl_key = <${path.join(root, "tls/server.key")}
ssl_ca = <${path.join(root, "tls/ca-crl.pem")}
ssl_verify_client_cert = yes
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_failure_delay = 0
${authentication(root, external)}
userdb {
  driver = static
  args = allow_all_users=yes uid=nobody gid=nogroup home=${path.join(root, "mail")}/%u
}
protocol imap {
  auth_ssl_require_client_cert = yes
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Traites {
    auto = create
  }
  mailbox Erreurs {
    auto = create
  }
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = ${imaps}
    ssl = yes
  }
}
service lmtp {
  unix_listener ${path.join(root, "spool/private/dovecot-lmtp")} {
    mode = 0600
    user = postfix
  }
}
service auth {
  unix_listener ${path.join(root, AUTH_SOCKET)} {
    mode = 0660
    user = postfix
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;
}

/** How Dovecot asks the issuer about a token. */
export function oauthConf(port: number): string {
  return `introspection_mode = post
introspection_url = http://127.0.0.1:${port}/introspect
username_attribute = email
active_attribute = active
active_value = true
force_introspection = yes
`;
}
