import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, Container, Flex, Text } from '@backstage/ui';
import { LogoMark } from '../nav/LogoMark';

/** Shown where no way to sign in is configured: says so, and what to do. */
export function NoSignIn() {
  const title = useApi(configApiRef).getOptionalString('app.title');
  return (
    <Container>
      <Flex direction="column" gap="4" my="8">
        <Flex align="center" gap="3">
          <LogoMark size={36} />
          <Text as="h1" variant="title-medium">
            {title}
          </Text>
        </Flex>
        <Alert
          status="warning"
          icon
          title="No way to sign in is configured"
          description="Ask whoever runs this portal to configure an identity provider under auth.providers. Guests are only let in where auth.environment is development."
        />
      </Flex>
    </Container>
  );
}
