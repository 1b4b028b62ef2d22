import {
  itopsChangePlanPermission,
  itopsFindingUpdatePermission,
  itopsIpamApprovePermission,
  itopsIpamUpdatePermission,
  itopsSourceAcceptRemovalPermission,
  itopsSourceRefreshPermission,
  itopsVlanPlanUpdatePermission,
  itopsVlanPlanWaivePermission,
} from '@sankofa/plugin-itops-common';
import { usePermission } from '@backstage/plugin-permission-react';

const PERMISSIONS = {
  'plan changes': itopsChangePlanPermission,
  'decide on findings': itopsFindingUpdatePermission,
  'collect now': itopsSourceRefreshPermission,
  'keep addresses': itopsIpamUpdatePermission,
  'decide on requests': itopsIpamApprovePermission,
  'acknowledge and verify waves': itopsVlanPlanUpdatePermission,
  'waive gates': itopsVlanPlanWaivePermission,
  'accept a removal': itopsSourceAcceptRemovalPermission,
};

/**
 * May the viewer do this? Only what is drawn depends on it; the server decides
 * again. While the answer is unknown the button is not offered.
 */
export function useMay(what: keyof typeof PERMISSIONS): boolean {
  return usePermission({ permission: PERMISSIONS[what] }).allowed;
}
