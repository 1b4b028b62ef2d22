/**
 * Sign-in through Keycloak or any OpenID provider: roles from groups, and only
 * with a proven second factor.
 *
 * @packageDocumentation
 */
export { authModuleItopsOidc, authModuleItopsOidc as default } from './module';
