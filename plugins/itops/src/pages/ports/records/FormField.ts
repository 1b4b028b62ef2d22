export { FormField } from '../../../components/form';
