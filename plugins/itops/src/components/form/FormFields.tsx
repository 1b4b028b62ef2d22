import { FormField } from './FormField';
import { Field, Values } from './fields';

/** The fields of a form that are asked for now; lay them out with `.form`. */
export function FormFields(props: {
  fields: Field[];
  values: Values;
  errors: Values;
  /** They belong to a record that is there. */
  isRecorded?: boolean;
  onChange: (name: string, value: string) => void;
}) {
  const { fields, values, errors, isRecorded, onChange } = props;
  return (
    <>
      {fields
        .filter(({ when }) => !when || when(values))
        .map(field => (
          <FormField
            key={field.name}
            field={field}
            values={values}
            error={errors[field.name]}
            isFixed={isRecorded && field.fixed}
            onChange={value => onChange(field.name, value)}
          />
        ))}
    </>
  );
}
