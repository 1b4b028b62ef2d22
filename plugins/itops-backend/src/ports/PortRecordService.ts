import { InputError } from '@backstage/errors';
import {
  Cable,
  DevicePort,
  InterfaceNameMap,
  PortDevice,
} from '@sankofa/site-model';
import { AuditLog } from '../audit';
import { PortRecordBook } from './PortRecordBook';
import { NO_REMOVALS, PortRecordStore } from './PortRecordStore';
import { PreconditionFailedError } from './PreconditionFailedError';
import { RecordEditor } from './RecordEditor';
import { audited } from './audited';
import { namesTag } from './namesTag';
import { CABLE, DEVICE, PORT } from './recordKinds';

interface Options {
  store: PortRecordStore;
  audit: AuditLog;
}

/** Physical records one by one, as people write them down. */
export class PortRecordService {
  readonly devices: RecordEditor<PortDevice>;
  readonly ports: RecordEditor<DevicePort>;
  readonly cables: RecordEditor<Cable>;

  private constructor(private readonly options: Options) {
    this.devices = RecordEditor.create(options, DEVICE);
    this.ports = RecordEditor.create(options, PORT);
    this.cables = RecordEditor.create(options, CABLE);
  }

  static create(options: Options): PortRecordService {
    return new PortRecordService(options);
  }

  /** All records as they are now. */
  async book(): Promise<PortRecordBook> {
    return this.options.store.current();
  }

  /**
   * Puts these names in the place of the defaults, and of all overrides there were.
   *
   * @param seen - the tag of the names that the person saw
   * @throws PreconditionFailedError when they have changed since, InputError for a model twice
   */
  async setNames(
    names: readonly InterfaceNameMap[],
    seen: string,
    actor: string,
  ): Promise<PortRecordBook> {
    const audit = {
      action: 'interface-names.update',
      subject: 'interface-names',
      details: { models: names.map(({ model }) => model) },
    };
    return audited(this.options.audit, { actor, ...audit }, () =>
      this.options.store.change(actor, book => {
        const models = names.map(({ model }) => model.toLowerCase());
        if (new Set(models).size < models.length) {
          throw new InputError('Each model can be there once');
        }
        if (namesTag(book) !== seen) {
          throw new PreconditionFailedError(
            'The interface names were changed meanwhile; read them again before you change them',
          );
        }
        return { origin: 'manual', put: [], remove: NO_REMOVALS, names, audit };
      }),
    );
  }
}
