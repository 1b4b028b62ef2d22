/**
 * The one permission policy of the portal: what each role may do, and nothing else.
 *
 * @packageDocumentation
 */
export {
  permissionModuleItops,
  permissionModuleItops as default,
} from './module';
