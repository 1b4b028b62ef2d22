/**
 * The exported documents (DOMAIN.md §5), as `GET inventory/live` and
 * `GET inventory/drift` answer them too.
 */
export {
  driftReportSchema,
  liveInventorySchema,
  type DriftReport,
  type LiveInventory,
} from '@sankofa/site-model';
