import { Editable } from './useEditable';
import styles from './RecordPanel.module.css';

/** Why nothing can be changed here now; nothing where it can. */
export function EditableNote(props: { editable: Editable }) {
  const { why } = props.editable;
  return why ? <p className={styles.why}>{why}</p> : null;
}
