import { Picture, PictureService } from '../views';
import { sourceFreshnessOf } from '../views/answer';
import { NotFreshError } from './NotFreshError';

/** The two parameters of every read, obeyed in one place. */
export class Reads {
  private constructor(private readonly pictures: PictureService) {}

  static create(pictures: PictureService): Reads {
    return new Reads(pictures);
  }

  /**
   * @throws InputError when the moment lies in the future
   * @throws NotFreshError when fresh values are required and a source has none
   */
  async picture(query: { asOf?: string; require?: 'fresh' }): Promise<Picture> {
    const picture = await this.pictures.read(query.asOf);
    if (query.require === 'fresh') {
      const others = picture.site.sources
        .filter(({ freshness }) => freshness !== 'fresh')
        .map(sourceFreshnessOf);
      if (others.length > 0) {
        throw NotFreshError.of(others);
      }
    }
    return picture;
  }
}
