import { AuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SUBJECT_ANNOTATION } from '@sankofa/plugin-itops-node';

/** Who people of the catalog are at the identity provider. */
export interface Subjects {
  /**
   * @param person - entity ref
   * @throws NotAllowedError where the catalog does not say
   */
  of(person: string): Promise<string>;
}

/** From the annotation by which people were found when they signed in. */
export class CatalogSubjects implements Subjects {
  private constructor(
    private readonly catalog: CatalogService,
    private readonly auth: AuthService,
  ) {}

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): CatalogSubjects {
    return new CatalogSubjects(options.catalog, options.auth);
  }

  async of(person: string): Promise<string> {
    const entity = await this.catalog.getEntityByRef(person, {
      credentials: await this.auth.getOwnServiceCredentials(),
    });
    const subject = entity?.metadata.annotations?.[SUBJECT_ANNOTATION];
    if (!subject) {
      throw new NotAllowedError(
        `The catalog does not say who ${person} is at the identity provider (annotation ${SUBJECT_ANNOTATION}): nobody could confirm this for them`,
      );
    }
    return subject;
  }
}
