import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  clockSkew,
  customFetch,
  TlsClientAuth,
} from "openid-client";
import { type HttpClient, serviceUrl } from "../http/http-client.ts";
import { httpError } from "../http/http-failure.ts";
import { retryAfterOf } from "../http/retry-after.ts";
import type { TokenClientAuthentication, TokenIssuer } from "./token-issuer.ts";

/** Answers of an issuer are a few kilobytes. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** Endpoints that a login needs besides the token endpoint. */
export interface LoginEndpoints {
  readonly authorizationEndpoint?: string;
  readonly jwksUri?: string | undefined;
}

function clientAuthOf(authentication: TokenClientAuthentication): ClientAuth {
  switch (authentication.kind) {
    case "secretBasic":
      return ClientSecretBasic(authentication.secret);
    case "secretPost":
      return ClientSecretPost(authentication.secret);
    case "certificate":
      return TlsClientAuth();
  }
}

/** The library's fetch, through our bounds of time and size. */
function boundedFetch(http: HttpClient, now: () => Date): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const answer = await http.call({
      url,
      method: method === "POST" ? "POST" : "GET",
      headers,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
      ...(body instanceof URLSearchParams || typeof body === "string" ? { body: body.toString() } : {}),
    });
    // Beyond a refusal with a reason, an answer that is no success says nothing of the client: it is one of the service.
    if (answer.status === 429 || answer.status >= 500 || (answer.status >= 300 && answer.status < 400)) {
      throw httpError(url, "status", { status: answer.status, ...retryAfterOf(answer, now()) });
    }
    return new Response(answer.body, { status: answer.status, headers: [...answer.headers] });
  };
}

/** Sets the library up for an issuer; tokens are compared with the given clock, not with the system's. */
export function configurationOf(
  issuer: TokenIssuer,
  http: HttpClient,
  endpoints: LoginEndpoints & { readonly now: () => Date },
): Configuration {
  const urls = [issuer.tokenEndpoint, endpoints.authorizationEndpoint, endpoints.jwksUri]
    .filter((address) => address !== undefined)
    .map((address) => serviceUrl(address));
  const configuration = new Configuration(
    {
      issuer: issuer.issuer,
      token_endpoint: issuer.tokenEndpoint,
      ...(endpoints.authorizationEndpoint === undefined
        ? {}
        : { authorization_endpoint: endpoints.authorizationEndpoint }),
      ...(endpoints.jwksUri === undefined ? {} : { jwks_uri: endpoints.jwksUri }),
    },
    issuer.clientId,
    { [clockSkew]: Math.round((endpoints.now().getTime() - Date.now()) / 1000) },
    clientAuthOf(issuer.authentication),
  );
  configuration[customFetch] = boundedFetch(http, endpoints.now);
  // `serviceUrl` has refused plain HTTP to anything but loopback.
  if (urls.some(({ protocol }) => protocol === "http:")) allowInsecureRequests(configuration);
  return configuration;
}
